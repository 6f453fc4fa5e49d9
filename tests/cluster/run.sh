#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Does a check survive a cluster? tests/cluster/run.sh BUILD. Starts a Slurm of its own, a controller and two nodes on
# loopback, in a scratch folder: an array checks some hundred instances, one running task is killed and one that waits
# is cancelled; merge must say which shards are missing; they are submitted again, and the merged result must be,
# to the byte, that of the run without shards. Then the same with GNU parallel. Slurm is stopped again.
set -u
build=${1:?usage: tests/cluster/run.sh BUILD}
cd "$(dirname "$0")/../.." || exit 1
case $build in /*) ;; *) build=$PWD/$build ;; esac
root=$PWD
FINOPT=$build/finopt
export FINOPT
passed=0
failed=0

ok() { # ok STATUS WHAT
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "cluster: FAILED: $2"
    fi
}
finish() {
    echo "cluster: $passed passed, $failed failed"
    [ "$failed" -eq 0 ]
    exit
}
skip() {
    echo "cluster: skipped: $1"
    passed=$((passed + 1)) # a part that counts nothing is taken for dead
    finish
}

.ci/install_packages slurm-wlm munge parallel >/dev/null 2>&1
for program in slurmctld slurmd munged sbatch parallel; do
    command -v $program >/dev/null 2>&1 || PATH=$PATH:/usr/sbin
    command -v $program >/dev/null 2>&1 || skip "$program is not here and could not be installed"
done
host=$(hostname -s)
getent hosts "$host" >/dev/null || skip "the host name $host does not resolve"

work=$(mktemp -d) || exit 1
slurm=$work/slurm
stop() {
    for daemon in slurmctld slurmd.n1 slurmd.n2 munge/pid; do
        file=$slurm/$daemon
        [ -e "$file" ] || file=$slurm/$daemon.pid
        [ -s "$file" ] && kill "$(cat "$file")" 2>/dev/null
    done
    sleep 1
    rm -rf "$work"
}
trap stop EXIT
mkdir -p "$slurm/munge" "$slurm/state" "$slurm/spool.n1" "$slurm/spool.n2" "$slurm/log"
chmod 755 "$work"
chmod 700 "$slurm/munge"
head -c 1024 /dev/urandom >"$slurm/munge/key"
chmod 400 "$slurm/munge/key"
user=$(id -un)
port=$((20000 + $$ % 10000 * 3))
cat >"$slurm/slurm.conf" <<C
ClusterName=finopt
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$slurm/munge/sock
CredType=cred/munge
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool.%n
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.%n.pid
SlurmctldLogFile=$slurm/log/slurmctld.log
SlurmdLogFile=$slurm/log/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=2,bf_interval=2
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmdParameters=config_overrides
TreeWidth=2
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=1 RealMemory=1000
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=1 RealMemory=1000
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
C
echo "CgroupPlugin=cgroup/v1" >"$slurm/cgroup.conf"
SLURM_CONF=$slurm/slurm.conf
export SLURM_CONF
munged --force --key-file="$slurm/munge/key" --socket="$slurm/munge/sock" --pid-file="$slurm/munge/pid" \
    --log-file="$slurm/munge/log" --seed-file="$slurm/munge/seed" >"$work/log" 2>&1 || skip "munged: $(cat "$work/log")"
{ slurmctld -f "$SLURM_CONF" && slurmd -N n1 -f "$SLURM_CONF" && slurmd -N n2 -f "$SLURM_CONF"; } >"$work/log" 2>&1 ||
    skip "Slurm does not start: $(cat "$work/log")"
tries=0
until [ "$(sinfo -h -N -o %T 2>/dev/null | grep -c idle)" = 2 ]; do
    tries=$((tries + 1))
    [ $tries -lt 60 ] || skip "the nodes do not come up: $(sinfo -N 2>&1 | tail -n 2)"
    sleep 0.5
done

# Several hundred instances, and the paper's.
mkdir "$work/instances" "$work/results" && cd "$work" || exit 1
i=1
while [ $i -le 300 ]; do
    "$FINOPT" generate multi --applications 2 --nodes 4 --blocks 3 --seed $i --output "instances/made-$i.json"
    i=$((i + 1))
done
cp "$root"/instances/paper/*.json instances
FINOPT_OPTIONS=--reproducible
export FINOPT_OPTIONS
"$FINOPT" check --reproducible --format ndjson --output whole.ndjson instances
whole=$?
ok $whole "the run without shards ends with $whole"

cat >task.sbatch <<'T'
#!/bin/sh
#SBATCH --output=/dev/null
# The task that is to be killed waits for it.
if [ "$SLURM_ARRAY_TASK_ID" = 3 ] && [ -n "${VICTIM:-}" ]; then
    sleep 60
fi
exec sh "$ARRAY"
T
ARRAY=$root/bench/cluster/check_array.sbatch
export ARRAY
job=$(SHARDS=8 RESULTS=results FOLDER=instances VICTIM=1 sbatch --parsable --array=0-7 task.sbatch)
tries=0
until [ "$(squeue -h -j "${job}_3" -t R -o %T 2>/dev/null)" = RUNNING ] || [ $tries -ge 120 ]; do
    tries=$((tries + 1))
    sleep 0.25
done
scancel "${job}_7" # still waits for a node
scancel --signal=KILL "${job}_3"
scancel "${job}_3"
tries=0
while [ -n "$(squeue -h -j "$job" 2>/dev/null)" ] && [ $tries -lt 240 ]; do
    tries=$((tries + 1))
    sleep 0.5
done
"$FINOPT" merge results/*.ndjson >merged.ndjson 2>log
[ $? -eq 2 ] && [ ! -s merged.ndjson ] && grep -q 'shards are missing: 3/8, 7/8' log
ok $? "merge does not name the two lost shards: $(cat log)"

SHARDS=8 RESULTS=results FOLDER=instances sbatch --wait --parsable --array=3,7 task.sbatch >/dev/null
ok $? "the second submission"
"$FINOPT" merge --output merged.ndjson results/*.ndjson
ok $? "merge after the second submission"
cmp whole.ndjson merged.ndjson
ok $? "the merged result is not that of one machine"

mkdir .parallel && : >.parallel/will-cite
PARALLEL_HOME=$work/.parallel sh "$root/bench/cluster/check_parallel.sh" 5 parallel instances --jobs 2 >merged.ndjson
ok $? "GNU parallel"
cmp whole.ndjson merged.ndjson
ok $? "what GNU parallel merged is not the result of one machine"
rm parallel/2.ndjson
PARALLEL_HOME=$work/.parallel sh "$root/bench/cluster/check_parallel.sh" 5 parallel instances --jobs 2 >merged.ndjson
cmp whole.ndjson merged.ndjson
ok $? "GNU parallel, resumed"
finish
