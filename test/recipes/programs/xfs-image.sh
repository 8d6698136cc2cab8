# An XFS of a mebibyte: bash xfs-image.sh OUT PROTOTYPE SWITCHES...
# mkfs.xfs makes nothing smaller than 16 MiB, and a log of a third of that: so the log lies elsewhere, blocks behind the first ones are cut off,
# and the superblock is told of both.
set -euo pipefail
out=$1
prototype=$2
shift 2
# As xfstests sets them: without these mkfs.xfs makes nothing smaller than 300 MB.
export TEST_DIR=- TEST_DEV=- QA_CHECK_FS=-
truncate -s 32M log
mkfs.xfs -q --unsupported "$@" -m uuid=12345678-1234-1234-1234-123456789012 -l logdev=log,size=32m -d agcount=1,name="$out",file,size=16m -p "$prototype"
blockBytes=$(xfs_db -r -f -l log -c 'sb 0' -c 'p blocksize' "$out" | cut -d' ' -f3)
truncate -s 1M "$out"
xfs_db -x -f -l log -c 'sb 0' -c "write -d dblocks $((1048576 / blockBytes))" -c 'write -d logstart 1' "$out"
