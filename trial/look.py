import sys,pickle
import numpy as np
from trial.harness import *
def look(slug,seed=1):
    sc=load(slug); code=Code(sc); st=stage(code)
    a=pickle.load(open(f"/tmp/plans.{slug}.{seed}.pkl","rb"))
    for name,c in (("silo",Course(a[0],a[1])),("best",Course(a[2],a[3])),("default",code.defaults()),("stocked",covered(code,code.defaults()))):
        print(name)
        for o in months(st,c,luck_of(st.ready,seeds_from(5,64))):
            m=lambda x: x.mean(axis=0)
            print("  cpu",round(float(o.scorecards.cost_per_unit.mean()),2),"ot",np.round(m(o.last_mile.on_time),2),"days",np.round(m(o.last_mile.days),1),"inf",np.round(m(o.last_mile.in_full),2),"sat",np.round(m(o.customers.satisfaction),0),"loy",np.round(m(o.demand.loyalty),2),"word",np.round(m(o.demand.word),2),"util",round(float(o.floor.utilisation.mean()),2),"gw",round(float(o.customers.goodwill.mean()),2),"units",round(float(o.demand.units.sum(axis=(1,2)).mean())),"joint",round(float(o.money.joint.mean())/100), "later",round(float(o.money.later.mean())/100),"cards",np.round([o.scorecards.marketing.mean(),o.scorecards.distribution.mean()],0), "eq",round(float(o.money.equity.mean()+o.money.stock.mean())/100),"dmg", round(float(o.last_mile.damage.mean()),3))
if __name__=="__main__": look(sys.argv[2],int(sys.argv[1]))
