# A screen, a window on it, hands to use it and eyes to see what happened. Sourced by ../window.sh.

# Seconds that a step may take on a slow machine.
patience=90
# Seconds in which Stop and the end of the window have to happen; a busy machine may be given more.
at_once=${AT_ONCE:-1}

screen_up() {
    work=$(mktemp -d)
    touch "$work/began"
    trap screen_down EXIT
    mkdir "$work/home" "$work/tmp"
    exec 6>"$work/display"
    Xvfb -displayfd 6 -screen 0 1280x800x24 -nolisten tcp -noreset 2>"$work/xvfb.log" &
    xvfb=$!
    exec 6>&-
    local tries=0
    until [ -s "$work/display" ]; do
        sleep 0.1
        ((++tries < 100)) || fail "no screen: $(tail -n 3 "$work/xvfb.log")"
    done
    export DISPLAY=":$(tr -d '[:space:]' <"$work/display")" LIBGL_ALWAYS_SOFTWARE=1 LANG=C.UTF-8
    unset WAYLAND_DISPLAY WAYLAND_SOCKET LC_ALL LC_MESSAGES LANGUAGE
}

screen_down() {
    [ -z "${window:-}" ] || kill "$window" 2>/dev/null || true
    [ -z "${xvfb:-}" ] || kill "$xvfb" 2>/dev/null || true
    rm -rf "$work"
}

fail() {
    echo "DID NOT HAPPEN: $*" >&2
    [ -z "${xvfb:-}" ] || import -window root "$out_dir/failed.png" 2>/dev/null || true
    exit 1
}

step() {
    doing=$*
    echo "· $*"
}

# Starts the program with paths, in a home of its own, and waits until it has drawn itself.
window_up() {
    log=$work/log.$RANDOM
    HOME=$work/home XDG_CONFIG_HOME=$work/home/.config XDG_CACHE_HOME=$work/home/.cache XDG_DATA_HOME=$work/home/.local/share \
        XDG_STATE_HOME=$work/home/.local/state TMPDIR=$work/tmp "$program" --frame-log "$log" "$@" 2>"$work/said" &
    window=$!
    local tries=0
    until [ -s "$log" ] && [ "$(wc -l <"$log")" -ge 3 ] && id=$(xdotool search --onlyvisible --name '^Blanksheet$'); do
        sleep 0.1
        kill -0 "$window" 2>/dev/null || fail "the window ended: $(cat "$work/said")"
        ((++tries < patience * 10)) || fail "no window came"
    done
    IFS=$'\t' read -ra columns <"$log"
    xdotool windowfocus "${id%%$'\n'*}"
    sleep 0.3
}

# Ends the window as a system that shuts down does; it has to go at once, leave nothing at home and no half file.
window_down() {
    kill -TERM "$window"
    local tries=0
    while kill -0 "$window" 2>/dev/null; do
        sleep 0.05
        ((++tries < at_once * 20)) || fail "told to end, the window is still there after $at_once s"
    done
    local status=0
    wait "$window" || status=$?
    window=
    # 128 and more, but for SIGTERM and SIGKILL: it crashed.
    case $status in 0 | 137 | 143) ;; *) fail "told to end, the window crashed: status $status" ;; esac
    [ -z "$(find "$work" -name '*.part')" ] || fail "a half file is left: $(find "$work" -name '*.part')"
    nothing_kept
}

# Files and folders at home and in the temp folder.
nothing_kept() {
    local kept
    kept=$(find "$work/home" "$work/tmp" -mindepth 1)
    [ -z "$kept" ] || fail "something is kept after the window was used: $kept"
}

# A value of the last line of the frame log: now COLUMN
now() {
    local at values
    IFS=$'\t' read -ra values < <(tail -n 1 "$log")
    for at in "${!columns[@]}"; do
        [ "${columns[at]}" != "$1" ] || { echo "${values[at]:-}"; return; }
    done
    fail "the frame log has no column $1"
}

# Waits: until_is COLUMN =|!=|-eq|-ge|-gt|-lt VALUE [SECONDS]
until_is() {
    local deadline=$((SECONDS + ${4:-$patience})) value
    while :; do
        value=$(now "$1") || exit 1
        [ "$value" "$2" "$3" ] 2>/dev/null && return
        kill -0 "$window" 2>/dev/null || fail "$doing: the window ended: $(cat "$work/said")"
        ((SECONDS < deadline)) || fail "$doing: $1 should be $2 $3, and is $value"
        sleep 0.1
    done
}

# Moves there, waits for a frame with the pointer, clicks: click NAME, or click X Y
click() {
    local place=${*:1}
    [ $# -ne 1 ] || place=${at[$1]}
    # shellcheck disable=SC2086
    xdotool mousemove $place
    sleep 0.4
    xdotool click 1
    sleep 0.2
}

key() {
    local one
    for one in "$@"; do
        xdotool key "$one"
        sleep 0.3
    done
}

# With the button held, in small steps: drag X Y X Y
drag() {
    local i
    xdotool mousemove "$1" "$2"
    sleep 0.4
    xdotool mousedown 1
    sleep 0.2
    for i in $(seq 1 20); do
        xdotool mousemove $(($1 + ($3 - $1) * i / 20)) $(($2 + ($4 - $2) * i / 20))
        sleep 0.03
    done
    sleep 0.3
    xdotool mouseup 1
    sleep 0.3
}

# The middle of the first button in the light colours down a line: button filled|outlined X. Fails where there is none. Filled: a
# run of the accent colour as high as a button; outlined: two edges of it, as far apart.
button() {
    # shellcheck disable=SC2086
    xdotool mousemove ${at[nowhere]}
    sleep 0.6
    import -window root "$work/look.png"
    convert "$work/look.png" -crop "1x752+$2+48" +repage -fuzz 25% -fill "#1F5F6B" -opaque "#1F5F6B" -depth 8 txt:- | awk -F'[,:]' -v kind="$1" -v x="$2" '
        function found(from, to) { if (!done && to - from >= 28 && to - from <= 44) { print x, 48 + int((from + to) / 2); done = 1 } }
        function over() { if (kind == "filled") found(first, last); else if (edge) found(edge, last); edge = last - first < 3 ? last : 0 }
        toupper($0) ~ /#1F5F6B/ {
            if (first && $2 != last + 1) { over(); first = $2 }
            if (!first) first = $2
            last = $2
        }
        END { if (!done && first) over(); exit !done }'
}

# Clicks a button that is looked for: press filled|outlined X
press() {
    local place
    place=$(button "$1" "$2") || fail "$doing: there is no $1 button at x=$2"
    # shellcheck disable=SC2086
    click $place
}

# A picture of the screen; nothing is shown as hovered.
shot() {
    # shellcheck disable=SC2086
    xdotool mousemove ${at[nowhere]}
    sleep 1
    import -window root "$out_dir/$1.png"
}

# How many colours there are in a part of the screen: colours WxH+X+Y
colours() {
    import -window root "$work/look.png"
    convert "$work/look.png" -crop "$1" +repage -format '%k' info:
}

# So many copies in a folder, each of them clean: copies_are COUNT FOLDER
copies_are() {
    local there
    there=$(find "$2" -type f | wc -l)
    [ "$there" -eq "$1" ] || fail "$doing: $1 copies should be in $2, and there are $there"
    "$program" verify "$2" >"$work/verified" 2>&1 || fail "$doing: not clean: $(tail -n 3 "$work/verified")"
}
