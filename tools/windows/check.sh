#!/usr/bin/env bash
# The program in a Windows Python under Wine: set up by start.py, the demonstration against Linux's, the folder that runs
# from a stick, the rooms of the tests.
#
#   tools/windows/check.sh [ROOM...]     rooms as pytest takes them; default: those below
#
# WORK is where everything is built and kept (default: a folder below the system's temporary one), SECONDS_A_ROOM how long
# a room may take. Ends with status 1 where a document differs from Linux's, or where a test fails that known.txt does not
# name; what known.txt names and does not fail is told. Streams go through pipes: Wine 8 loses plain files that Unix gives.
set -uo pipefail

here=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$here/../.." && pwd)
work=${WORK:-${TMPDIR:-/tmp}/doithoai-windows}
limit=${SECONDS_A_ROOM:-1200}
rooms=("$@")
((${#rooms[@]})) || rooms=(
    'tests/meeting tests/wording tests/language tests/triage'
    'tests/store tests/faults store/tinydb_journal/tests'
    'tests/intake' 'tests/link' 'tests/minutes' 'tests/doithoai' 'tests/server'
    'tests/wall tests/tui/base'
)
mkdir -p "$work"
python=$work/python
"$here/build_python.sh" "$python" || exit 1
export WINEPREFIX=$python.prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' PIP_DISABLE_PIP_VERSION_CHECK=1
unset PIP_FIND_LINKS PIP_CONSTRAINT
wine=$(command -v wine-stable || command -v wine)
failed=0

windows_path() { printf 'Z:%s' "${1//\//\\}"; }

windows() { # FOLDER SECONDS PROGRAM ARGUMENTS...: under Wine, in FOLDER
    local folder=$1 seconds=$2
    shift 2
    (cd "$folder" && timeout -k 10 "$seconds" "$wine" "$@" </dev/null 2>&1 | cat; exit "${PIPESTATUS[0]}")
}

timed() { # WHAT COMMAND...
    local began=$SECONDS what=$1
    shift
    echo "== $what"
    "$@" || { echo "   failed"; failed=1; }
    echo "   $((SECONDS - began)) s"
}

copy=$work/doithoai
if [[ $(git -C "$copy" rev-parse HEAD 2>/dev/null) != $(git -C "$checkout" rev-parse HEAD) ]]; then
    rm -rf "$copy"
    git clone --quiet "$checkout" "$copy"
fi

set_up() {
    export WINEPATH
    WINEPATH=$(windows_path "$python")
    windows "$copy" 900 "$python/python.exe" start.py --version &&
        windows "$copy" 900 .venv/Scripts/python.exe -m pip install --quiet --require-hashes --no-deps -r requirements/dev.txt
}

demonstration() { # one with what the set-up made, and one from the folder for a stick, each against Linux's
    local options=(demo --unattended --seed 7 --phones 20 --out) stick="$work/Hội nghị đối thoại 1"
    rm -rf "$work"/out-* "$work/data" "$stick"
    DOITHOAI_DATA=$work/data "$checkout/.venv/bin/doithoai" "${options[@]}" "$work/out-linux" </dev/null | tail -2
    DOITHOAI_DATA=$(windows_path "$work/data") windows "$copy" 600 .venv/Scripts/doithoai.exe \
        "${options[@]}" "$(windows_path "$work/out-windows")" | tail -2
    diff -r --brief "$work/out-windows" "$work/out-linux" || return 1
    (cd "$checkout" && .venv/bin/python -m tools.windows --python "$python" --out "$work/stick.zip") || return 1
    mkdir "$stick" && unzip -qo "$work/stick.zip" -d "$stick"
    (
        unset WINEPATH # the folder brings everything itself
        DOITHOAI_DATA=$(windows_path "$work/data") windows "$stick/doithoai" 600 cmd /c doithoai.cmd \
            "${options[@]}" "$(windows_path "$work/out-stick")" | tail -2
    )
    diff -r --brief "$work/out-stick" "$work/out-linux"
}

room() {
    local told=$work/room.txt status
    # shellcheck disable=SC2086  # a room may be several
    CI='' windows "$copy" "$limit" .venv/Scripts/python.exe -m pytest -p no:cacheprovider -p no:xdist -rfE --tb=short $1 >"$told"
    status=$?
    grep -aE "[0-9]+ (passed|failed|error)" "$told" | tail -1
    cp "$told" "$work/$(tr -c 'a-z_\n' '-' <<<"$1").txt"
    [[ $status == 124 || $status == 137 ]] && { echo "   not done in $limit s"; return 1; }
    grep -aoE '^(FAILED|ERROR) [^ ]+::[^ ]+' "$told" | cut -d' ' -f2 | tr -d '\r' | tr '\\' '/' | sort -u >"$work/failing.txt"
    grep -oE '^[a-z_/]+\.py::[^ ]+' "$here/known.txt" | sort -u >"$work/known.txt"
    if grep -vxFf "$work/known.txt" "$work/failing.txt"; then
        echo "   ^ not known to fail"
        return 1
    fi
    ((status == 0 || status == 1))
}

timed "start.py sets up (Windows' own pip, every hash checked)" set_up
timed "the demonstration, against Linux, and from a stick" demonstration
for one in "${rooms[@]}"; do timed "$one" room "$one"; done
"$(command -v wineserver-stable || command -v wineserver)" -k 2>/dev/null
exit "$failed"
