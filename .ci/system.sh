# What `run` and `test` need from the system; sourced by both.

say() { printf '%s\n' "$*" >&2; }

require_dotnet() {
  if ! command -v dotnet >/dev/null; then
    say "The .NET 10 SDK is missing. See https://learn.microsoft.com/dotnet/core/install/ (Debian and Ubuntu: the package dotnet-sdk-10.0)."
    exit 2
  fi
  # From here on, answers in English: the scripts read some of them.
  export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=true DOTNET_CLI_TELEMETRY_OPTOUT=true
}

has_postgres() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || compgen -G '/usr/pgsql-*/bin/initdb' >/dev/null ||
    compgen -G '/opt/homebrew/opt/postgresql@*/bin/initdb' >/dev/null || compgen -G '/usr/local/opt/postgresql@*/bin/initdb' >/dev/null ||
    command -v initdb >/dev/null || command -v pg_ctl >/dev/null
}

require_postgres() {
  has_postgres || install_package PostgreSQL postgresql postgresql@17
}

has_browser() {
  [ -x "${PORTAL_CHROMIUM:-}" ] || [ -x /usr/bin/chromium ] || command -v google-chrome >/dev/null || command -v google-chrome-stable >/dev/null ||
    [ -d '/Applications/Google Chrome.app' ]
}

# Ubuntu's own package is a snap, which servers and containers cannot run: there, Playwright brings the browser that it was made for.
require_browser() {
  has_browser && return
  if command -v apt-get >/dev/null && ! grep -qi '^ID=ubuntu' /etc/os-release; then
    install_package Chromium chromium chromium
  else
    say "Installing Chromium, which is missing, with Playwright's own installer"
    local cli
    cli=$(compgen -G 'tests/Portal.EndToEnd.Tests/bin/*/net10.0/.playwright/package/cli.js' | head -n 1)
    "$(compgen -G "${cli%/package/cli.js}/node/*/node" | head -n 1)" "$cli" install --with-deps --only-shell chromium >&2
  fi
}

# AWS's own clients, which the simulated AWS has to satisfy.
require_foreign_clients() {
  PATH=/usr/bin:$PATH python3 -c 'import boto3' 2>/dev/null || install_package boto3 python3-boto3 boto3
  command -v aws >/dev/null || install_package 'the AWS CLI' awscli awscli
  install_scripts "AWS's SDK for JavaScript" tests/Portal.Sandbox.Tests/Judges/JavaScript
}

# Redocly's linter, which the API's document has to satisfy.
require_api_linter() {
  install_scripts "Redocly's linter" tests/Portal.Web.Tests/Api/Contract/Redocly
  if ! node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)'; then
    say "Redocly's linter needs Node.js 20.19 or later; this is $(node --version). Install a later one: https://nodejs.org/en/download"
    exit 2
  fi
}

# install_scripts WHAT FOLDER: what the folder's package-lock.json names.
install_scripts() {
  command -v node >/dev/null || install_package Node.js nodejs node
  command -v npm >/dev/null || install_package npm npm node
  if [ ! "$2/node_modules/.package-lock.json" -nt "$2/package-lock.json" ]; then
    say "Installing $1: npm ci in $2"
    (cd "$2" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >&2 && touch node_modules/.package-lock.json)
  fi
}

# install_package NAME DEBIAN_PACKAGE BREW_FORMULA
install_package() {
  local log as_root=()
  if command -v apt-get >/dev/null; then
    if [ "$(id -u)" != 0 ]; then
      if ! command -v sudo >/dev/null; then
        say "$1 is missing. Install it as root: apt-get update && apt-get install -y --no-install-recommends $2"
        exit 2
      fi
      as_root=(sudo)
    fi
    say "Installing $1, which is missing: ${as_root[*]:+sudo }apt-get install -y --no-install-recommends $2"
    log=$(mktemp)
    if ! { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 update &&
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$2"; } >"$log" 2>&1; then
      cat "$log" >&2
      say "$1 could not be installed. Install it as root: apt-get update && apt-get install -y --no-install-recommends $2"
      rm -f "$log"
      exit 2
    fi
    rm -f "$log"
  elif command -v brew >/dev/null; then
    say "Installing $1, which is missing: brew install $3"
    brew install --quiet "$3" >&2
  else
    say "$1 is missing. Install it with your package manager, then start again."
    exit 2
  fi
}
