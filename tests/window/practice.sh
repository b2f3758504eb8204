# The steps with practice photos. Sourced by ../window.sh.

practice_photos() {
    step "an empty window"
    window_up
    until_is page = Start
    shot 01-start
    key F1
    until_is page = Help
    shot 02-help
    key Escape
    until_is page = Start

    step "the practice photos, by the link"
    click practise
    until_is photos -ge 3
    until_is unread -eq 0
    until_is page = Photo
    until_is large -eq 1
    until_is looked -eq 1
    shot practice-01-photo
    window_down

    rm -rf "$work/practice"
    mkdir "$work/practice"
    find "$root/assets/practice" -maxdepth 1 -type f \( -name '*.jpg' -o -name '*.png' \) -exec cp -t "$work/practice" {} +
    practice_count=$(find "$work/practice" -type f | wc -l)
    practice_out="$work/practice/clean copies"
    window_up "$work"/practice/*.*
    until_is photos -eq "$practice_count"
    until_is unread -eq 0
    practice_covers
    practice_keep
    practice_save
    practice_folder
    practice_looks
    window_down
}

# Goes on to the photo in which something is so: to_photo CONDITION…
to_photo() {
    local tried
    for tried in $(seq "$(now photos)"); do
        until_is large -eq 1
        until_is looked -eq 1
        sleep 0.5
        ! "$@" || return 0
        key Next
        sleep 1
    done
    fail "$doing: none of the photos is like that"
}

has_found_areas() { [ "$(now flags)" -gt 0 ]; }
has_a_subject() { button outlined 990 >"$work/keep"; }
has_both() { has_found_areas && has_a_subject; }

practice_covers() {
    step "a found area is covered"
    to_photo has_found_areas
    shot practice-02-found
    click first-cover
    until_is covers -eq 1
    shot practice-03-covered

    step "a box is drawn, taken back and put back"
    key r
    until_is tool = Box
    drag 620 520 760 620
    until_is covers -eq 2
    key ctrl+z
    until_is covers -eq 1
    key ctrl+shift+z
    until_is covers -eq 2
    key ctrl+z
    until_is covers -eq 1
    key ctrl+y
    until_is covers -eq 2

    step "a stroke of the brush"
    key b
    until_is tool = Brush
    drag 180 560 420 620
    until_is covers -eq 3
    shot practice-04-brush
    key Escape
    until_is tool = Select
}

practice_keep() {
    step "only the subject is kept"
    to_photo has_a_subject
    shot practice-05-subject
    # shellcheck disable=SC2046
    click $(cat "$work/keep")
    # The outline is there once the brush to shape it is.
    until_is tool != Select
    sleep 1
    shot practice-06-kept
}

practice_save() {
    step "one copy is saved"
    press filled 990
    until_is page = Done
    until_is after -eq 1
    sleep 1
    copies_are 1 "$practice_out"

    step "before and after are compared"
    local one two
    # shellcheck disable=SC2086
    xdotool mousemove ${at[nowhere]}
    sleep 0.5
    one=$(picture_sum)
    # shellcheck disable=SC2086
    drag ${at[slider]} ${at[slider-left]}
    # shellcheck disable=SC2086
    xdotool mousemove ${at[nowhere]}
    sleep 1
    two=$(picture_sum)
    [ "$one" != "$two" ] || fail "$doing: the slider did not move"
    shot practice-07-done
}

picture_sum() {
    import -window root "$work/look.png"
    convert "$work/look.png" -crop 900x700+10+60 +repage rgb:- | cksum
}

practice_folder() {
    step "all practice photos side by side"
    click all-photos
    until_is page = Folder
    until_is thumbs -ge "$practice_count"
    sleep 1
    shot practice-08-folder
    local seen
    seen=$(colours 600x300+20+150)
    [ "$seen" -gt 500 ] || fail "$doing: no pictures are seen ($seen colours)"

    step "all are cleaned, up to the page that counts"
    press filled 990
    until_is sheet = Saving
    sleep 1
    shot practice-09-saving
    press filled 430
    until_is sheet = -
    until_is page = Outcome
    until_is clean -eq "$practice_count"
    copies_are "$practice_count" "$practice_out"
    shot practice-10-outcome
}

practice_looks() {
    step "dark colours"
    click all-photos
    until_is page = Folder
    click looks
    until_is theme = Dark
    shot practice-11-folder-dark
    key Return
    until_is page = Photo
    until_is large -eq 1
    sleep 1
    shot practice-12-photo-dark

    step "German"
    click language
    sleep 0.7
    click german
    until_is language = de
    shot practice-13-photo-dark-german
    key F1
    until_is page = Help
    shot practice-14-help-german
    key Escape
    until_is page = Photo
}
