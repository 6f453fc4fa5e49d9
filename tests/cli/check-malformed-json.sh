# exit: 2
# SPDX-License-Identifier: GPL-3.0-or-later
# A refused file is in the document, with its messages and a null verdict.
"$FINOPT" check --reproducible --format json malformed.json
