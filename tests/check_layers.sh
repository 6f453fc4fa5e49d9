#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Does the tree keep its arrows? Every #include below src/ against src/layers.txt, foreign libraries in one file
# each, unique file names, no absolute path of somebody's machine. One check per file and rule.
# Prints what is wrong, and last: `layers: N passed, N failed`.
set -u
cd "$(dirname "$0")/.." || exit 1

passed=0
failed=0

# A check that found `$2` (empty: nothing) wrong.
judge() {
    if [ -z "$2" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'layers: %s\n%s\n' "$1" "$2" | sed '2,$s/^/    /'
    fi
}

# Includes of file $1 that its folder may not use, that are not rooted at src/, or that do not exist.
bad_includes() {
    awk -v file="$1" '
        BEGIN {
            split(file, part, "/")
            own = part[2]
            while ((getline line < "src/layers.txt") > 0) {
                if (line ~ /^[a-z_]+:/) {
                    n = split(line, word, /[: \t]+/)
                    listed[word[1]] = 1
                    for (i = 2; i <= n; i++)
                        may[word[1] " " word[i]] = 1
                }
            }
            if (!(own in listed))
                print file ": src/layers.txt does not list " own
        }
        /^[ \t]*#[ \t]*include[ \t]*"/ {
            name = $0
            sub(/^[^"]*"/, "", name)
            sub(/".*/, "", name)
            folder = name
            if (!sub(/\/.*/, "", folder))
                print file ":" FNR ": \"" name "\" is not rooted at src/"
            else if (folder != own && !((own " " folder) in may))
                print file ":" FNR ": " own " may not include " folder " (\"" name "\")"
            if ((getline line < ("src/" name)) < 0)
                print file ":" FNR ": src/" name " does not exist"
            close("src/" name)
        }' "$1"
}

tracked() {
    git ls-files --cached --others --exclude-standard 2>/dev/null || find . -type f ! -path './build/*' ! -path './.git/*'
}

for file in src/*/*.c src/*/*.h; do
    judge "include against src/layers.txt" "$(bad_includes "$file")"
done

one_file() {
    users=$(grep -lE "^[ \t]*#[ \t]*include[ \t]*<$1>" src/*/*.c src/*/*.h)
    [ "$(printf '%s' "$users" | grep -c .)" -le 1 ] && users=
    judge "<$1> in more than one file" "$users"
}
one_file 'glpk\.h'
one_file 'cjson/cJSON\.h'

judge "verify may include base and model only" \
    "$(awk '/^verify:/ && ($2 != "base" || $3 != "model" || NF != 3)' src/layers.txt)"

judge "file names that occur twice" \
    "$(tracked | grep -E '\.[ch]$' | sed 's|.*/||' | sort | uniq -d)"

# Deleted but still tracked files are no concern of this check, hence the -s.
judge "absolute paths of a machine" \
    "$(tracked | tr '\n' '\0' |
        xargs -0 grep -sInE '(^|[^A-Za-z0-9_.~:*)-])/(work|home|root|Users)/[A-Za-z0-9_.]' /dev/null)"

echo "layers: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
