import sys,pickle
from trial.harness import *
def run(slug, seed, sets):
    sc=load(slug); code=Code(sc); st=stage(code)
    a=pickle.load(open(f"/tmp/plans.{slug}.{seed}.pkl","rb"))
    lk=luck(st,24); s,b=worth(st,[Course(a[0],a[1]),Course(a[2],a[3])],lk)
    for name,d in sets.items():
        v=code.defaults().values.copy()
        for key,x in d.items():
            for i,se in enumerate(code.settings):
                if se.key==key or se.lever.id==key:
                    v[:,i,0]=se.choices.index(x) if isinstance(x,str) else x
        c=Course(v,code.defaults().levels)
        w=worth(st,[c,],lk)[0]; w2=[worth(st,[covered(code,c,q)],lk)[0] for q in (1.0,1.2,1.4)]
        print(f"{name:40s} {index(w,s,b):.0f} with stock", [round(index(x,s,b)) for x in w2])
