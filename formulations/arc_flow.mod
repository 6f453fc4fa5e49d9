/* Arc flow: one unit from the source to the last block of some configuration, over a layered graph */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every application sends one unit of flow through the layers 1, 2, ..., depth of one of its
   configurations. An arc into layer i from place p to place q stands for "the input of block i
   comes from p, block i runs at q"; it carries the cost of both. Arcs exist only where nothing has
   to move or a link joins the nodes, so a path is a plan that meets (P1) and (P2). The note is
   formulations/arc_flow.md, the builder in C is src/ilp/arc_flow.c.

   finopt export FILE --format mathprog --formulation arc_flow --output FILE.dat
   glpsol -m formulations/arc_flow.mod -d FILE.dat */

/* ---- data, the same in all four models ------------------------------------------------------ */

set NODES;
/* nodes of the network */

param capacity{n in NODES}, integer, >= 0;
/* load that node n can take, in parts per million of its time */

param memory{n in NODES}, >= 0, default Infinity;
/* bytes of memory of node n; no limit where none is given */

set PLACES;
/* where a block can run: a node, or a share of a node's computing power such as edge@0.25 */

param node{q in PLACES}, symbolic, in NODES;
/* node that place q is, or is a share of */

param is_share{q in PLACES}, binary;
/* 1 if q is a share: its load is charged once per run of consecutive blocks, not per block */

set LINKS, within {m in NODES, n in NODES: m <> n};
/* directed links between nodes; moving between places of one node takes no link and costs nothing */

param link_capacity{(m,n) in LINKS}, integer, >= 0;
/* load that link (m,n) can take, in parts per million of its time */

set APPLICATIONS;
/* applications to be placed */

param source{h in APPLICATIONS}, symbolic, in PLACES;
/* place where the input of application h arises */

param deadline{h in APPLICATIONS}, integer, >= 0;
/* most latency of application h, in quanta of time */

param min_accuracy{h in APPLICATIONS}, integer, >= 0;
/* accuracy target of application h, in parts per billion */

set CONFIGURATIONS{h in APPLICATIONS};
/* configurations of application h: at which exits its samples leave */

param depth{h in APPLICATIONS, c in CONFIGURATIONS[h]}, integer, >= 1;
/* blocks that configuration c runs: 1, 2, ..., depth[h,c] */

param accuracy{h in APPLICATIONS, c in CONFIGURATIONS[h]}, integer, >= 0;
/* accuracy of configuration c, in parts per billion */

param block_memory{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c]}, integer, >= 0;
/* bytes that block i, with its active exit, holds wherever it runs */

set ALLOWED, within {h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c], q in PLACES};
/* block i of configuration c may run at place q */

param compute_energy{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c], q in PLACES},
   integer, >= 0, default 0;
/* quanta of energy to compute block i at place q, weighted by how many samples reach block i */

param compute_latency{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c], q in PLACES},
   integer, >= 0, default 0;
/* quanta of time to compute block i at place q */

param compute_load{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c], q in PLACES},
   integer, >= 0, default 0;
/* parts per million that block i takes of node[q]; if q is a share, what entering it takes */

param transfer_energy{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c], (m,n) in LINKS},
   integer, >= 0;
/* quanta of energy to move the input of block i over link (m,n) */

param transfer_latency{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c], (m,n) in LINKS},
   integer, >= 0;
/* quanta of time to move the input of block i over link (m,n) */

param transfer_load{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c], (m,n) in LINKS},
   integer, >= 0;
/* parts per million that moving the input of block i takes of link (m,n) */

/* ---- model ----------------------------------------------------------------------------------- */

set ARCS{h in APPLICATIONS, c in CONFIGURATIONS[h]} :=
   {i in 1..depth[h,c], p in PLACES, q in PLACES: (i > 1 or p = source[h])
      and (node[p] = node[q] or (node[p],node[q]) in LINKS)       # (P2)
   };
/* (i,p,q): block i runs at q, its input comes from p; that of block 1 comes from the source */

param energy{h in APPLICATIONS, c in CONFIGURATIONS[h], (i,p,q) in ARCS[h,c]} :=
   compute_energy[h,c,i,q] +
   (if node[p] <> node[q] then transfer_energy[h,c,i,node[p],node[q]] else 0);
/* quanta of energy of an arc: the transfer and the computation behind it */

param latency{h in APPLICATIONS, c in CONFIGURATIONS[h], (i,p,q) in ARCS[h,c]} :=
   compute_latency[h,c,i,q] +
   (if node[p] <> node[q] then transfer_latency[h,c,i,node[p],node[q]] else 0);
/* quanta of time of an arc */

param load{h in APPLICATIONS, c in CONFIGURATIONS[h], (i,p,q) in ARCS[h,c]} :=
   if is_share[q] and i > 1 and p = q then 0 else compute_load[h,c,i,q];
/* parts per million that an arc takes of node[q]; staying on a share is paid for already */

var x{h in APPLICATIONS, c in CONFIGURATIONS[h], (i,p,q) in ARCS[h,c]}, binary;
/* 1 if the arc is taken */

param base := 1000;
/* latencies are added digit by digit in this base: glpsol takes 0.99999 for a 1, which a row with
   coefficients of millions would not forgive */

param digits{h in APPLICATIONS} := floor(log10(max(1, deadline[h])) / log10(base));
/* digits that are split off the deadline; none if it is below base */

var carry{h in APPLICATIONS, j in 1..digits[h]}, integer, >= 0;
/* what digit j gets from digit j-1, at least */

minimize P0:
   sum{h in APPLICATIONS, c in CONFIGURATIONS[h], (i,p,q) in ARCS[h,c]}
      energy[h,c,i,p,q] * x[h,c,i,p,q];
/* all computation and transfer energies, in quanta */

s.t. P1{h in APPLICATIONS}:
   sum{c in CONFIGURATIONS[h], (1,p,q) in ARCS[h,c]} x[h,c,1,p,q] = 1;
/* every application takes exactly one arc into block 1, of one configuration */

s.t. P2{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c]-1, q in PLACES}:
   sum{(i,p,q) in ARCS[h,c]} x[h,c,i,p,q] = sum{(i+1,q,r) in ARCS[h,c]} x[h,c,i+1,q,r];
/* what comes into block i at place q goes on to block i+1 from there */

s.t. P3{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c], q in PLACES:
        (h,c,i,q) not in ALLOWED}:
   sum{(i,p,q) in ARCS[h,c]} x[h,c,i,p,q] = 0;
/* block i runs only where it may */

s.t. P4{h in APPLICATIONS}:
   sum{c in CONFIGURATIONS[h], (i,p,q) in ARCS[h,c]}
      (latency[h,c,i,p,q] div base^digits[h]) * x[h,c,i,p,q]
   + (if digits[h] > 0 then carry[h,digits[h]] else 0) <= deadline[h] div base^digits[h];
/* latency of application h: with no digits split off, the sum of all latencies within the deadline */

s.t. P4_digit{h in APPLICATIONS, j in 0..digits[h]-1}:
   sum{c in CONFIGURATIONS[h], (i,p,q) in ARCS[h,c]}
      (latency[h,c,i,p,q] div base^j mod base) * x[h,c,i,p,q]
   + (if j > 0 then carry[h,j] else 0) <= deadline[h] div base^j mod base + base * carry[h,j+1];
/* what digit j of all latencies goes over that of the deadline, is carried */

s.t. P5{h in APPLICATIONS, c in CONFIGURATIONS[h]: accuracy[h,c] < min_accuracy[h]}:
   sum{(1,p,q) in ARCS[h,c]} x[h,c,1,p,q] = 0;
/* a configuration below the target is not chosen */

s.t. P6{n in NODES}:
   sum{h in APPLICATIONS, c in CONFIGURATIONS[h], (i,p,q) in ARCS[h,c]: node[q] = n}
      load[h,c,i,p,q] * x[h,c,i,p,q] <= capacity[n];
/* load of node n, over all applications */

s.t. P7{n in NODES: memory[n] < Infinity}:
   sum{h in APPLICATIONS, c in CONFIGURATIONS[h], (i,p,q) in ARCS[h,c]: node[q] = n}
      block_memory[h,c,i] * x[h,c,i,p,q] <= memory[n];
/* memory of node n, over all applications */

s.t. P8{(m,n) in LINKS}:
   sum{h in APPLICATIONS, c in CONFIGURATIONS[h], (i,p,q) in ARCS[h,c]:
       node[p] = m and node[q] = n}
      transfer_load[h,c,i,m,n] * x[h,c,i,p,q] <= link_capacity[m,n];
/* load of link (m,n), over all applications */

solve;

param runs{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c], q in PLACES} :=
   round(sum{(i,p,q) in ARCS[h,c]} x[h,c,i,p,q]);
/* 1 if block i of configuration c runs at place q */

/* ---- report, the same in all four models: the plan, judged once more by (P0)-(P8) ------------- */

param has_plan, binary :=
   if exists{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 2..depth[h,c]}
         sum{q in PLACES} runs[h,c,i,q] <> sum{q in PLACES} runs[h,c,1,q] then 0
   else if exists{h in APPLICATIONS}
         sum{c in CONFIGURATIONS[h], q in PLACES} runs[h,c,1,q] <> 1 then 0 else 1;
/* (P1) holds: what was found is a plan, and not nothing, or the fractions of a relaxation */

param on{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 0..depth[h,c], n in NODES} :=
   if i > 0 then sum{q in PLACES: node[q] = n} runs[h,c,i,q]
   else if n = node[source[h]] then sum{q in PLACES} runs[h,c,1,q] else 0;
/* 1 if block i runs on node n; the input, block 0, is on the source's node */

param moves{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c], m in NODES, n in NODES: m <> n} :=
   on[h,c,i-1,m] * on[h,c,i,n];
/* 1 if the input of block i moves from node m to node n */

param plan_energy{h in APPLICATIONS} :=
   sum{c in CONFIGURATIONS[h], i in 1..depth[h,c]}
      (sum{q in PLACES} compute_energy[h,c,i,q] * runs[h,c,i,q] +
       sum{(m,n) in LINKS} transfer_energy[h,c,i,m,n] * moves[h,c,i,m,n]);
/* quanta of energy of application h */

param plan_latency{h in APPLICATIONS} :=
   sum{c in CONFIGURATIONS[h], i in 1..depth[h,c]}
      (sum{q in PLACES} compute_latency[h,c,i,q] * runs[h,c,i,q] +
       sum{(m,n) in LINKS} transfer_latency[h,c,i,m,n] * moves[h,c,i,m,n]);
/* quanta of time of application h */

param plan_load{n in NODES} :=
   sum{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c], q in PLACES: node[q] = n}
      compute_load[h,c,i,q] * (if is_share[q] and i > 1
         then max(0, runs[h,c,i,q] - runs[h,c,i-1,q]) else runs[h,c,i,q]);
/* parts per million of node n in use */

param plan_memory{n in NODES} :=
   sum{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c]}
      block_memory[h,c,i] * on[h,c,i,n];
/* bytes of node n in use */

param plan_link_load{(m,n) in LINKS} :=
   sum{h in APPLICATIONS, c in CONFIGURATIONS[h], i in 1..depth[h,c]}
      transfer_load[h,c,i,m,n] * moves[h,c,i,m,n];
/* parts per million of link (m,n) in use */

for{h in APPLICATIONS, c in CONFIGURATIONS[h]: has_plan and sum{q in PLACES} runs[h,c,1,q] = 1}
{  printf "%s: configuration %s, energy %.0f, latency %.0f of %.0f\n",
      h, c, plan_energy[h], plan_latency[h], deadline[h];
   printf{i in 1..depth[h,c], q in PLACES: runs[h,c,i,q] = 1} "   block %d on %s\n", i, q;
   printf{i in 1..depth[h,c], m in NODES, n in NODES: m <> n and (m,n) not in LINKS}
      (if moves[h,c,i,m,n] then "   rejected: (P2) no link from %s to %s\n" else ""), m, n;
   printf{i in 1..depth[h,c], q in PLACES: (h,c,i,q) not in ALLOWED}
      (if runs[h,c,i,q] then "   rejected: (P3) block %d may not run on %s\n" else ""), i, q;
   printf (if plan_latency[h] > deadline[h] then "   rejected: (P4) later than the deadline\n" else "");
   printf (if accuracy[h,c] < min_accuracy[h] then "   rejected: (P5) less accurate than the target\n" else "");
}
for{n in NODES: has_plan}
{  printf "node %s: load %.0f of %.0f ppm", n, plan_load[n], capacity[n];
   printf (if memory[n] < Infinity then ", memory %.0f of %.0f bytes\n" else "\n"), plan_memory[n], memory[n];
   printf (if plan_load[n] > capacity[n] then "   rejected: (P6)\n" else "");
   printf (if plan_memory[n] > memory[n] then "   rejected: (P7)\n" else "");
}
for{(m,n) in LINKS: has_plan}
{  printf "link %s to %s: load %.0f of %.0f ppm\n", m, n, plan_link_load[m,n], link_capacity[m,n];
   printf (if plan_link_load[m,n] > link_capacity[m,n] then "   rejected: (P8)\n" else "");
}
printf (if has_plan then "energy %.0f\n" else "no plan\n"), sum{h in APPLICATIONS} plan_energy[h];

end;
