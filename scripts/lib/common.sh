# SPDX-License-Identifier: Apache-2.0
# What scripts/start, build and test share: finding and installing what they need. Sourced, not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

say() { printf '\n== %s\n' "$*"; }
fail() {
  printf '\n%s\n' "$*" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

# One line for each thing: what proves that it is there, and the Debian package that brings it.
needed_for_build='
command:cmake cmake
command:ninja ninja-build
command:git git
command:emcc emscripten
file:/usr/include/eigen3/Eigen/Dense libeigen3-dev
file:/usr/include/boost/math/distributions/non_central_t.hpp libboost-math-dev
file:/usr/include/boost/random/binomial_distribution.hpp libboost-random-dev
'
needed_for_tests='
command:g++ g++
command:clang-format clang-format
command:chromium chromium
file:/usr/include/catch2 catch2
'
# Tests that run the warehouses' SQL and the R and Python code that the page shows; without these they are skipped, and
# say so.
wanted_for_tests='
command:Rscript r-base-core
file:/usr/lib/R/site-library/estimatr r-cran-estimatr
file:/usr/lib/R/site-library/mvtnorm r-cran-mvtnorm
file:/usr/lib/R/site-library/pwr r-cran-pwr
file:/usr/lib/R/site-library/rpact r-cran-rpact
file:/usr/lib/R/site-library/sandwich r-cran-sandwich
file:/usr/lib/python3/dist-packages/scipy python3-scipy
file:/usr/lib/python3/dist-packages/statsmodels python3-statsmodels
file:/usr/lib/postgresql postgresql
file:/usr/lib/python3/dist-packages/sqlglot python3-sqlglot
'

there() {
  case $1 in
    command:*) has "${1#command:}" ;;
    file:*) [ -e "${1#file:}" ] ;;
  esac
}

missing_packages() {
  printf '%s' "$1" | while read -r proof package; do
    if [ -n "$proof" ] && ! there "$proof"; then printf '%s ' "$package"; fi
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_install() { has apt-get && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; }

install_packages() {
  say "Installing $*"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Installs the packages of a list that are missing, or says which they are.
need() {
  local packages
  packages=$(missing_packages "$1")
  [ -n "${packages// /}" ] || return 0
  if can_install; then
    # shellcheck disable=SC2086 # a list of names
    install_packages $packages
  else
    fail "Missing: $packages
On Debian or Ubuntu: sudo apt-get install $packages
Elsewhere: install emcc (emsdk), a C++20 compiler, CMake 3.22 or newer, Ninja and Node 20 or newer, and the headers of
Eigen 3.4 and Boost (Math, Random); then set SUTVA_INCLUDE_ROOT to the folder that holds boost/ and
eigen3/, as in: cmake --preset wasm -DSUTVA_INCLUDE_ROOT=..."
  fi
}

# The same for what is only good to have.
want() {
  local packages package
  packages=$(missing_packages "$1")
  [ -n "${packages// /}" ] || return 0
  # Together, or one by one where a release of Debian does not have them all.
  # shellcheck disable=SC2086 # a list of names
  if can_install && ! install_packages $packages; then
    for package in $packages; do install_packages "$package" || true; done
  fi
  packages=$(missing_packages "$1")
  [ -z "${packages// /}" ] || echo "Not installed, so their tests are skipped: $packages"
}

node_major() { node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0; }

# Debian 12 brings Node 18, and Vite needs 20: there the same Node comes from npm, into build/node.
need_node() {
  if [ -x build/node/bin/node ]; then PATH=$PWD/build/node/bin:$PATH; fi
  [ "$(node_major)" -ge 20 ] && has npm && return 0
  if ! has npm; then
    need 'command:node nodejs
command:npm npm
'
  fi
  [ "$(node_major)" -ge 20 ] && return 0
  local machine
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) machine=linux-x64 ;;
    Linux-aarch64) machine=linux-arm64 ;;
    *) fail "Node 20 or newer is needed, and this is $(node --version).
Install it from nodejs.org or your system's packages, so that \`node\` on PATH is 20 or newer." ;;
  esac
  say "Installing Node 22 into build/node"
  mkdir -p build/node
  npm install --silent --no-save --prefix build/node "node-$machine@22" >/dev/null ||
    fail "Node 20 or newer is needed, and npm could not bring it; install it so that \`node\` on PATH is 20 or newer."
  mkdir -p build/node/bin
  ln -sf "../node_modules/node-$machine/bin/node" build/node/bin/node
  PATH=$PWD/build/node/bin:$PATH
  [ "$(node_major)" -ge 20 ] || fail 'The Node that npm brought does not run on this machine.'
}

# npm packages by the lock file; again only when that changed.
need_npm() {
  need_node
  if ! cmp -s package-lock.json node_modules/.installed-lock 2>/dev/null; then
    say 'Installing npm packages'
    npm ci --no-progress --loglevel=error
    cp package-lock.json node_modules/.installed-lock
  fi
}

# DuckDB, for the tests of what warehouse-sql writes.
want_duckdb() {
  local lock=tests/warehouse/package-lock.json installed=tests/warehouse/node_modules/.installed-lock
  cmp -s $lock $installed && return 0
  if npm ci --silent --prefix tests/warehouse; then
    cp $lock $installed
  else
    echo 'DuckDB is not installed, so its tests are skipped.'
  fi
}

jobs() { nproc 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null || echo 2; }

# Quick when nothing changed; what was installed since is found.
configure() {
  local preset=$1 before=${2:-} log
  log=$(mktemp)
  $before cmake --preset "$preset" >"$log" 2>&1 || {
    cat "$log" >&2
    fail "CMake could not configure the $preset build."
  }
  rm -f "$log"
}

build_module() {
  need "$needed_for_build"
  say 'Building the modules (WebAssembly)'
  configure wasm emcmake
  cmake --build build/wasm --target sutva_modules -j "$(jobs)"
}

build_site() {
  need_npm
  node scripts/generate.mjs
  say 'Building the page'
  for target in site single frame host; do
    node node_modules/vite/bin/vite.js build --mode "$target" --logLevel warn
  done
  node scripts/assemble.mjs
}
