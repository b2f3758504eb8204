# The steps with real photos, which belong to others: their pictures stay out of the project. Sourced by ../window.sh.

# Photos in which somebody and something to cover is seen.
seen_in='e657ad60|9573ab76'

# Ordinary JPEG photos of the corpus, the largest first.
real_list() {
    awk -F'\t' 'NR > 1 && $10 == "photo" && $7 == "jpeg" { print $11 "\t" $1 }' "$shared/manifest.tsv" | sort -rn | cut -f2
}

real_photos() {
    step "12 real photos"
    rm -rf "$work/twelve"
    mkdir "$work/twelve"
    # Somebody and something is seen in the first two.
    real_list >"$work/all"
    { grep -E "$seen_in" "$work/all" || true; grep -vE "$seen_in" "$work/all"; } >"$work/list"
    local number=0 path
    while read -r path && ((number < 12)); do
        cp "$shared/$path" "$work/twelve/$((10 + number++)).jpg"
    done <"$work/list"
    window_up "$work"/twelve/*.jpg
    until_is photos -eq 12
    until_is unread -eq 0
    until_is page = Photo
    until_is large -eq 1
    until_is looked -eq 1
    shot 03-twelve

    step "another one is chosen"
    local before
    before=$(now current)
    click second-photo
    until_is current -ne "$before"
    until_is large -eq 1
    until_is looked -eq 1
    sleep 1

    step "found areas are covered, all but the subject as well"
    key Prior
    to_photo has_both
    click first-cover
    until_is covers -eq 1
    shot 04-covered
    press outlined 990
    # The outline is there once the brush to shape it is.
    until_is tool != Select
    sleep 1
    shot 05-kept

    step "a real photo is saved"
    press filled 990
    until_is page = Done
    until_is after -eq 1
    shot 06-done
    copies_are 1 "$work/twelve/clean copies"
    window_down
}

real_folder() {
    step "a folder of 300"
    local number=0 path
    rm -rf "$work/many" "$work/many – clean"
    mkdir "$work/many"
    while ((number < 300)); do
        while read -r path && ((number < 300)); do
            cp "$shared/$path" "$work/many/IMG_$((1000 + number++)).jpg"
        done <"$work/all"
    done
    echo "not a photo" >"$work/many/notes.txt"
    window_up "$work/many"
    until_is page = Folder
    until_is photos -eq 300
    until_is unread -eq 0
    until_is thumbs -ge 15
    sleep 1
    shot 07-folder
    local seen
    seen=$(colours 600x300+20+170)
    [ "$seen" -gt 500 ] || fail "$doing: no pictures are seen ($seen colours)"
    # shellcheck disable=SC2086
    xdotool mousemove ${at[grid]} click --repeat 10 --delay 60 5
    sleep 2
    shot 08-scrolled

    step "all are cleaned; a pause"
    press filled 990
    until_is sheet = Saving
    sleep 1
    press filled 430
    until_is done -ge 5
    click pause
    until_is paused -eq 1
    shot 09-paused
    # What was begun on two threads is finished; nothing else is begun.
    local before
    before=$(now done)
    sleep 5
    [ "$(now done)" -le $((before + 2)) ] || fail "$doing: it goes on while it pauses"
    before=$(now done)
    sleep 2
    [ "$(now done)" -eq "$before" ] || fail "$doing: it goes on while it pauses"
    click pause
    until_is paused -eq 0
    until_is done -gt "$before"

    step "stopped at once"
    # shellcheck disable=SC2086
    xdotool mousemove ${at[stop]}
    sleep 0.5
    local began=$EPOCHREALTIME
    xdotool click 1
    until_is 'done' -eq -1 10
    took=$((${EPOCHREALTIME/[.,]/} - ${began/[.,]/}))
    echo "  after $((took / 1000)) ms"
    [ "$took" -le $((at_once * 1000000)) ] || fail "$doing: it took $((took / 1000)) ms"
    until_is page = Outcome
    local clean
    clean=$(now clean)
    ((clean < 300)) || fail "$doing: nothing was left to stop"
    copies_are "$clean" "$work/many – clean"
    shot 10-stopped

    step "continued, up to the page that counts"
    key Escape
    until_is page = Folder
    press filled 990
    until_is sheet = Saving
    sleep 1
    press filled 430
    until_is page = Outcome 300
    shot 11-outcome
    copies_are "$(now clean)" "$work/many – clean"
    click looks
    until_is theme = Dark
    shot 12-outcome-dark

    window_down

    step "the window is ended while a batch runs"
    rm -rf "$work/many – clean"
    window_up "$work/many"
    until_is unread -eq 0
    until_is photos -eq 300
    press filled 990
    until_is sheet = Saving
    sleep 1
    press filled 430
    until_is 'done' -ge 3
    window_down
    copies_are "$(find "$work/many – clean" -type f | wc -l)" "$work/many – clean"
}
