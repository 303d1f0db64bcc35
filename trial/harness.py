"""Trial harness: measures the renewed properties on one place."""
from __future__ import annotations
import itertools, math, sys, time, pickle
import numpy as np
from game.lab.encoding import Code, Course
from game.lab.playing import stage, seasons, luck_of, months, joint
from game.lab.crossing import crossed
from game.lab.search.silo import silo_leads
from game.lab.search.space import with_orders_up_to
from game.lab.workers import Workers
from game.rules.draws import seeds_from
from game.scenario import load
from game.rules.levers import SEATS

GROUPS = {
 "last mile": ("outbound-mode","processing","packaging","carrier","site","delivery-promise"),
 "hours": ("extra-shift","temps","capacity"),
 "stock": ("stock-to-order","inbound-mode","forecast"),
 "price": ("price",),
 "deals": ("promotion",),
 "media": ("brand-advertising","performance-advertising","market-focus","customer-research","budget-split"),
 "new": ("launch","market-entry","portfolio"),
 "agreements": ("initiative",),
}

def group_of(code):
    names=list(GROUPS)
    return np.array([next(i for i,n in enumerate(names) if s.lever.id in GROUPS[n]) for s in code.settings])

def luck(st, k=16, first=900_000):
    return luck_of(st.ready, seeds_from(first, k))

def stacked(courses):
    return Course(np.concatenate([c.values for c in courses],axis=2), courses[0].levels)

def worth(st, courses, lk):
    return crossed(st, stacked(courses), lk).mean(axis=0)

def covered(code, course, cover=1.2):
    """orders up to `cover` times usual demand of the lead time and the month."""
    w=code.scenario.world
    values=course.values.copy()
    season=np.concatenate([w.tracks.season, np.repeat(w.tracks.season[-1:],4,axis=0)])
    row_e={s.item: i for i,s in enumerate(code.settings) if s.lever.id=="market-entry"}
    row_l={s.item: i for i,s in enumerate(code.settings) if s.lever.id=="launch"}
    for i,s in enumerate(code.settings):
        if s.lever.id!="stock-to-order": continue
        p=s.item; lead=int(w.products.lead[0,p])
        for r in range(code.rounds):
            tot=0.
            for k in range(lead+1):
                rr=min(r+k,code.rounds-1)
                on = w.products.on_sale[p] or (p in row_l and values[rr,row_l[p],0]>.5)
                if not on: continue
                for m in range(len(w.markets.keys)):
                    if w.markets.open[m] or (m in row_e and values[rr,row_e[m],0]>.5):
                        tot+=w.products.base[p,m]*season[r+k,p]*1.0
            values[r,i,0]=cover*tot
    return Course(values, code.orders)

def silo_best(code, st, quick=False, seed=1, kept=None):
    from game.lab.search.solving import WORKS, solved
    w=Workers()
    b=solved(code.scenario, WORKS["quick" if quick else "usual"], seed, kept, workers=w)
    return b

def index(v, s, b): return 100*(v-s)/(b-s)

def shapley(code, st, silo, best, lk):
    g=group_of(code); names=list(GROUPS); used=[i for i in range(len(names)) if (g==i).any()]
    n=len(used)
    courses=[]
    for mask in range(1<<n):
        on=np.isin(g,[used[i] for i in range(n) if mask>>i&1])
        courses.append(Course(np.where(on[None,:,None],best.values,silo.values), silo.levels))
    v=worth(st,courses,lk)
    out={}
    for i in range(n):
        tot=0.
        for mask in range(1<<n):
            if mask>>i&1: continue
            k=bin(mask).count("1")
            tot+=math.factorial(k)*math.factorial(n-k-1)/math.factorial(n)*(v[mask|1<<i]-v[mask])
        out[names[used[i]]]=100*tot/(v[-1]-v[0])
    return out

def ladder(code, st, silo, best, lk, steps=8, target=60, show=True):
    leads=silo_leads(code)
    seat=[ "marketing" if s.lever.lead=="marketing" else "distribution" if s.lever.lead=="distribution" else "joint" for s in code.settings]
    s,b=worth(st,[silo,best],lk)
    here=silo; path=[]; now=s
    def cands(course):
        out=[]
        for i,se in enumerate(code.settings):
            if se.lever.kind=="number":
                lo,hi=se.low,se.high
                if course.levels[i]:
                    base=course.values[:,i,0]
                    for f in (.6,.8,1.25,1.5,2.0):
                        for m in (0,code.rounds//3,2*code.rounds//3):
                            v=course.values.copy(); v[m:,i,0]=base[m:]*f; out.append((i,f"x{f}",m,v))
                    continue
                vals=np.unique(np.round((np.linspace(lo,hi,9)-lo)/max(se.step,1e-9))*se.step+lo)
            else:
                vals=range(int(code.size[i]))
            for x in vals:
                for m in range(0,code.rounds,1 if code.rounds<7 else 2):
                    if (course.values[m:,i,0]==x).all(): continue
                    v=course.values.copy(); v[m:,i,0]=x; out.append((i,x,m,v))
        return out
    for k in range(steps):
        c=cands(here)
        v=worth(st,[Course(x[3],here.levels) for x in c],lk)
        order=np.argsort(-v)
        top={"marketing":[], "distribution":[], "joint":[]}
        for o in order:
            t=top[seat[c[o][0]]]
            if len(t)<20: t.append(o)
        pairs=[(x,y) for x in top["marketing"]+top["joint"] for y in top["distribution"]+top["joint"] if c[x][0]!=c[y][0]]
        pc=[]
        for x,y in pairs:
            vv=c[x][3].copy(); i,_,m,_2=c[y]; vv[m:,i,0]=c[y][3][m:,i,0]; pc.append(vv)
        pv=worth(st,[Course(x,here.levels) for x in pc],lk)
        bs,bp=v.max(),pv.max()
        if max(bs,bp)<=now: break
        if bp>bs:
            j=int(pv.argmax()); vv=pc[j]; d=[(code.settings[c[q][0]].key,c[q][1],c[q][2]) for q in pairs[j]]
        else:
            j=int(v.argmax()); vv=c[j][3]; d=[(code.settings[c[j][0]].key,c[j][1],c[j][2])]
        here=Course(vv,here.levels); now=max(bs,bp); path.append((index(now,s,b),d, index(bs,s,b)))
        if show: print("   step",k+1,f"{path[-1][0]:.0f}", d, f"(single {path[-1][2]:.0f})", flush=True)
        if path[-1][0]>=target and k>=1: break
    return path

def template(code, st, lk, s, b):
    ids=[x.lever.id for x in code.settings]
    out=[]
    grid={"promise":(4,5,6),"mode":(1,2),"proc":(0,1),"carrier":("own","partner"),"price":(1.,1.1,1.2),"hours":(0,.25),"pack":(0,2),"temps":(0,2)}
    base=code.defaults()
    seen=set()
    for combo in itertools.product(*grid.values()):
        g=dict(zip(grid,combo)); v=base.values.copy()
        for i,se in enumerate(code.settings):
            L=se.lever.id
            def put(x): v[:,i,0]=np.clip(x,se.low,se.high)
            if L=="delivery-promise": put(g["promise"])
            elif L=="outbound-mode" and len(se.choices)>g["mode"]: v[:,i,0]=g["mode"]
            elif L=="processing": v[:,i,0]=g["proc"]
            elif L=="carrier" and g["carrier"] in se.choices: v[:,i,0]=se.choices.index(g["carrier"])
            elif L=="price": put(np.round(code.scenario.world.products.list_price[se.item]*g["price"]))
            elif L=="extra-shift": put(g["hours"])
            elif L=="packaging" and len(se.choices)>g["pack"]: v[:,i,0]=g["pack"]
            elif L=="temps": put(g["temps"])
        key=v.tobytes()
        if key in seen: continue
        seen.add(key); out.append((g,covered(code,Course(v,base.levels))))
    w=worth(st,[c for _,c in out],lk)
    j=int(w.argmax())
    return index(w[j],s,b), out[j][0], index(np.median(w),s,b)

def stripping(code, st, best, lk, s, b):
    keep=np.array([x.lever.id in ("stock-to-order","forecast") for x in code.settings])
    v=best.values.copy(); v[-1,~keep]=v[-2,~keep]
    cs=[best,Course(v,best.levels)]; names=["best","all"]
    for lever in sorted({x.lever.id for x in code.settings}):
        which=np.array([x.lever.id==lever for x in code.settings])&~keep
        if not which.any(): continue
        v=best.values.copy(); v[-1,which]=v[-2,which]; cs.append(Course(v,best.levels)); names.append(lever)
    w=worth(st,cs,lk)
    return {n:index(x,s,b)-100 for n,x in zip(names,w) if abs(index(x,s,b)-100)>.2}

def clips(code, st, course, k=32):
    out={}
    lo,hi=code.scenario.world.media.bounds
    tot=0; c={"demand-low":0,"demand-high":0,"sat":0,"util>1":0,"util":0,"pulled":0}
    for o in months(st,course,luck_of(st.ready,seeds_from(5,k))):
        act=o.demand.ground>0
        c["demand-low"]+=((o.demand.levers<=lo)&act).any(axis=(1,2)).mean(); c["demand-high"]+=((o.demand.levers>=hi)&act).any(axis=(1,2)).mean()
        c["sat"]+=((o.customers.satisfaction>=100)|(o.customers.satisfaction<=0)).any(axis=1).mean()
        c["util>1"]+=(o.floor.utilisation>1).mean(); c["util"]+=o.floor.utilisation.mean(); tot+=1
    return {k:round(v/tot,2) for k,v in c.items()}

def describe(code, course):
    for i,s in enumerate(code.settings):
        x=course.values[:,i,0]
        if s.lever.kind=="choice": t=[s.choices[int(q)][:8] for q in x]
        else: t=[f"{q:g}" if abs(q)<1000 else f"{q:.0f}" for q in np.round(x,2)]
        print(f"   {s.key:34s}", t[0] if len(set(t))==1 else " ".join(t))
def clash(code, st, course, k=32):
    from game.rules.clashes import CLASHES
    f=np.stack([o.clashes.any for o in months(st,course,luck_of(st.ready,seeds_from(5,k)))])
    return {c:(round(f[:,:,i].any(axis=0).mean(),2), round(f[:,:,i].mean(),2)) for i,c in enumerate(CLASHES)}

def report(slug, seed=1, quick=True, full=True):
    t=time.time()
    sc=load(slug); code=Code(sc); st=stage(code)
    b=silo_best(code,st,quick,seed)
    silo,best=b.silo,b.best
    pickle.dump((silo.values,silo.levels,best.values,best.levels),open(f"/tmp/plans.{slug}.{seed}.pkl","wb"))
    lk=luck(st,24)
    s,bv=worth(st,[silo,best],lk)
    print(f"{slug} seed {seed}: silo {s:,.0f} best {bv:,.0f} ratio {s/bv:.2f}  solve {time.time()-t:.0f}s regret {b.benchmark.regret}")
    d=code.defaults()
    dv=worth(st,[d],lk)[0]; dc=worth(st,[covered(code,d)],lk)[0]; dc2=worth(st,[covered(code,d,1.35)],lk)[0]
    print(f"  defaults {index(dv,s,bv):.0f}  with stock {index(dc,s,bv):.0f} {index(dc2,s,bv):.0f}")
    print("  shapley", {k:round(v) for k,v in shapley(code,st,silo,best,lk).items()})
    print("  clips best", clips(code,st,best)); print("  clips silo", clips(code,st,silo))
    print("  clash silo", clash(code,st,silo)); print("  clash best", clash(code,st,best))
    print("  strip", {k:round(v,1) for k,v in stripping(code,st,best,lk,s,bv).items()})
    print("  template", template(code,st,lk,s,bv))
    if full:
        print("  best"); describe(code,best); print("  silo"); describe(code,silo)
        ladder(code,st,silo,best,luck(st,8))
    print(f"  {time.time()-t:.0f}s", flush=True)
    return code,st,silo,best
if __name__=="__main__":
    for slug in sys.argv[2:]: report(slug, int(sys.argv[1]))
