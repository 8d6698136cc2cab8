/** Names of local variables in a DEX file ("debug_info_item"): the first line, names of parameters, then steps of a byte each. */
import type { DexCursor } from './dex-cursor.ts';

/** A local variable begins to have the value of its register. Addresses count pairs of bytes. */
export type OnLocal = (address: number, register: number, name: number) => void;

const [END, ADVANCE_PC, ADVANCE_LINE, START_LOCAL, START_LOCAL_EXTENDED] = [0, 1, 2, 3, 4];
const [END_LOCAL, RESTART_LOCAL, SET_FILE, FIRST_SPECIAL] = [5, 6, 9, 10];
/** A special step goes on in lines and addresses at once, by 15 lines for each address. */
const LINE_RANGE = 15;

export function readLocals(cursor: DexCursor, onLocal: OnLocal): void {
  cursor.number();
  for (let left = cursor.number(); left > 0; left--) cursor.number();
  let address = 0;
  for (let step = cursor.byte(); step !== END; step = cursor.byte()) {
    if (step >= FIRST_SPECIAL) address += Math.floor((step - FIRST_SPECIAL) / LINE_RANGE);
    else if (step === ADVANCE_PC) address += cursor.number();
    else if (step === START_LOCAL || step === START_LOCAL_EXTENDED) {
      const register = cursor.number();
      onLocal(address, register, cursor.number() - 1); // 0: it has no name
      for (let left = step === START_LOCAL ? 1 : 2; left > 0; left--) cursor.number(); // type, signature
    } else if (step === ADVANCE_LINE || step === END_LOCAL || step === RESTART_LOCAL || step === SET_FILE)
      cursor.number();
  }
}
