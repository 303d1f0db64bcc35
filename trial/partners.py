import sys,pickle,time
from trial.harness import *
from game.lab.simulation.players import Persona, play
from game.table.structure import structure
def run(slug, seed=1, k=4):
    sc=load(slug); code=Code(sc); st=stage(code)
    a=pickle.load(open(f"/tmp/plans.{slug}.{seed}.pkl","rb"))
    seeds=range(300,300+k)
    lk=luck_of(st.ready,np.array(list(seeds),dtype=np.uint64))
    s=crossed(st,Course(a[0],a[1]),lk)[:,0]; b=crossed(st,Course(a[2],a[3]),lk)[:,0]
    for struct,m,d in (("sync","bridge-builder","bridge-builder"),("talk","bridge-builder","bridge-builder"),("silo","growth-chaser","cost-hawk"),("silo","brand-guardian","steady-hand"),("silo","deal-maker","firefighter")):
        out=[]
        t=time.time()
        for x in seeds:
            out.append(play(sc,x,structure(struct),{"marketing":Persona("marketing",m),"distribution":Persona("distribution",d)}).joint_value)
        ix=100*(np.mean(out)-s.mean())/(b.mean()-s.mean())
        print(slug,struct,m,d,round(ix),f"{(time.time()-t)/k:.1f}s",flush=True)
if __name__=="__main__":
    for x in sys.argv[1:]: run(x)
