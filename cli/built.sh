# Sourced by the launchers: finds java, and builds a module when there is no build yet or a source is newer than it.
# Expects $home, the repository.

fail() {
    printf 'dmskit: %s\n' "$1" >&2
    exit 1
}

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    java="$JAVA_HOME/bin/java"
else
    java=$(command -v java) || fail "no java on the PATH: install a JDK 17 or newer, or set JAVA_HOME"
fi

stale() { # stamp, what it stands for, modules
    [ -f "$1" ] && [ -f "$2" ] || return 0
    for module in $3; do
        newer=$(find "$home/$module" -path "$home/$module/target" -prune -o -path '*/src/test' -prune -o \
            -type f -newer "$1" -print 2>/dev/null | head -n 1)
        [ -z "$newer" ] || return 0
    done
    [ -z "$(find "$home/pom.xml" -newer "$1" -print)" ] || return 0
    return 1
}

# The module, the modules it is made of (itself among them), the file that a build leaves, and a function to call after a build.
build_when_stale() {
    build="$home/$1/target"
    stamp="$build/built"
    # Somebody built it with Maven: no need to do it again.
    if [ ! -f "$stamp" ] && [ -f "$3" ]; then touch -r "$3" "$stamp"; fi
    stale "$stamp" "$3" "$2" || return 0
    # Two first starts beside each other: one builds, the other waits for it. One lock for all, since Maven builds what they share.
    mkdir -p "$home/sdk/target" "$build"
    lock="$home/sdk/target.lock"
    waited=0
    until mkdir "$lock" 2>/dev/null; do
        waited=$((waited + 1))
        [ "$waited" -ne 5 ] || printf 'dmskit: waiting for another build, which holds %s ...\n' "$lock" >&2
        [ "$waited" -lt 600 ] || fail "another build holds $lock for ten minutes: remove it if none is running"
        sleep 1
    done
    trap 'rmdir "$lock" 2>/dev/null || true' EXIT
    trap 'exit 130' INT TERM
    if stale "$stamp" "$3" "$2"; then
        build_now "$1"
        if [ -n "${4:-}" ]; then "$4"; fi
        mv "$stamp.begun" "$stamp"
    fi
    rmdir "$lock"
    trap - EXIT INT TERM
}

build_now() {
    command -v mvn >/dev/null 2>&1 || fail "no mvn on the PATH: install Maven 3.8 or newer to build dmskit"
    printf 'dmskit: building (the first time downloads libraries and takes a minute or two) ...\n' >&2
    touch "$stamp.begun" # what is edited from here on is newer than the build
    if ! (cd "$home" && mvn -q -B -DskipTests -pl "$1" -am package) >"$build/build.log" 2>&1; then
        cat "$build/build.log" >&2
        fail "the build failed, see above"
    fi
    rm -f "$build/build.log"
}
