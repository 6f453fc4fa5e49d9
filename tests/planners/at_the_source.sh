#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A planner in shell: everything runs at the source, with the last configuration, up to the last exit. Reads an instance
# with one application from standard input, laid out as the bundled ones are, and prints a plan.
awk -F '"' '
    /^  "name"/                { name = $4 }
    /^ *"(blocks|exits|configurations)": \[/ { part = $2; next }
    /^  "applications"/        { part = "applications"; next }
    /"id":/ && part == "blocks" { position[$4] = ++blocks }
    /"id":/ && part == "exits"  { choice = $4; depth = position[$8] }
    /"id":/ && part == "configurations" { choice = $4 }
    /"id":/ && part == "applications" { application = $4; node = $12; part = "" }
    END {
        printf "{ \"format\": \"finopt-plan-1\", \"instance\": \"%s\", \"applications\": [\n", name
        printf "  { \"id\": \"%s\", \"configuration\": \"%s\", \"nodes\": [", application, choice
        for (i = 1; i <= depth; i++) printf "%s\"%s\"", (i > 1 ? ", " : ""), node
        print "] } ] }"
    }'
