# A physical volume of LVM: bash lvm-image.sh OUT KIBIBYTES COMMANDS
# Nothing asks for device mapper: LVM writes what it knows, and COMMANDS put where a volume lies what it holds.
set -euo pipefail
out=$1
truncate -s "$2K" "$out"
mkdir etc
export LVM_SYSTEM_DIR=$PWD/etc LVM_SUPPRESS_FD_WARNINGS=1
device=$(losetup -f --show "$out")
trap 'losetup -d "$device"' EXIT
cat > etc/lvm.conf <<END
devices { pv_min_size=512 filter=["a|$device|", "r|.*|"] use_devicesfile=0 scan_lvs=0 external_device_info_source="none" obtain_device_list_from_udev=0 }
activation { monitoring=0 udev_sync=0 udev_rules=0 }
global { use_lvmpolld=0 thin_check_executable="" cache_check_executable="" }
backup { backup=0 archive=0 }
END
extentKiB=64
startKiB=$((2 * extentKiB))
lvm() {
  command lvm "$1" --driverloaded n "${@:2}" > messages 2>&1 || { cat messages >&2; return 1; }
}
# put FILE EXTENT: as the first of the physical volume count
put() {
  dd if="$1" of="$out" bs=${extentKiB}K seek=$((startKiB / extentKiB + $2)) conv=notrunc status=none
}
# add VOLUME SEGMENT...: to the group, as `vgcfgrestore` takes it; lvcreate makes those of one segment of linear type alone without device mapper
add() {
  lvm vgcfgbackup -f group vg
  local id
  id=$(echo "$1" | md5sum | cut -c1-32 | sed -E 's/(.{6})(....)(....)(....)(....)(....)(......)/\1-\2-\3-\4-\5-\6-\7/')
  /usr/bin/python3 - "$@" "$id" <<'END'
import sys
name, *segments, id = sys.argv[1:]
text = open("group").read()
inner = "".join(f"segment{n + 1} {{ {segment} }}\n" for n, segment in enumerate(segments))
volume = f'{name} {{\nid = "{id}"\nstatus = ["READ", "WRITE"]\nflags = []\nsegment_count = {len(segments)}\n{inner}}}\n'
end = text.rstrip().rindex("}")
if "logical_volumes" in text:
    end = text.rindex("}", 0, end)
else:
    volume = "logical_volumes {\n" + volume + "}\n"
open("group", "w").write(text[:end] + volume + text[end:])
END
  lvm vgcfgrestore --force -y -f group vg
}
# Where a part of one lies, for `add`: on COUNT EXTENTS from EXTENT on
linear() {
  echo "start_extent = ${3:-0} extent_count = $1 type = \"striped\" stripe_count = 1 stripes = [\"pv0\", $2]"
}
lvm pvcreate --metadatasize ${extentKiB}k --dataalignment ${extentKiB}k "$device"
lvm vgcreate -s ${extentKiB}k vg "$device"
eval "$3"
sync "$out"
