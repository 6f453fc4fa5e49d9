# exit: 0
# SPDX-License-Identifier: GPL-3.0-or-later
# The tables of bench/: rows measured again take the place of the old ones; a general solver's optimum that contradicts
# what is proved is named as wrong and no proof; two that agree on another end the table with status 4.
table=$ROOT/bench/joint_table.sh

head -n 1 "$ROOT/bench/joint.csv" >old.csv
cp old.csv new.csv
cat >>old.csv <<END
5,5,5,0.5,1,bp,optimal,20,20,0.5,1,2,1.0,0.1
5,5,5,0.5,1,cbc,optimal,20,,9,,,,
5,5,5,1.5,1,bp,feasible,30,28,1.5,1,2,1.0,
END
cat >>new.csv <<END
5,5,5,0.5,1,cbc,optimal,19,,2,,,,
5,5,5,1.5,1,highs-scipy,optimal,29,,4,,,,
5,5,5,0.5,1,highs-scipy,optimal,20,,3,,,,
END
"$ROOT/bench/merge_rows.sh" 5 old.csv new.csv >both.csv
cat both.csv
"$table" both.csv
echo 5,5,5,0.5,1,scip,optimal,19,,2,,,, >>both.csv
"$table" both.csv >contradicted
echo "status $?"
