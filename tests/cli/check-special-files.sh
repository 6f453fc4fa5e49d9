# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# Neither an empty file nor a pipe is an instance; nobody waits for the pipe.
: >empty.json
mkfifo pipe.json
"$FINOPT" check --reproducible empty.json pipe.json
