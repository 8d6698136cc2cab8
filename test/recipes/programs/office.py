"""Stores `note.txt` with soffice: office.py OUT PASSWORD FILTER [FILTER TO LOAD IT WITH]; without a password where that is empty."""
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

out, password, store, *load = sys.argv[1:]
work = os.environ["work"]
office = subprocess.Popen(
    ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{work}/o", "--accept=pipe,name=keysieve;urp;"],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)


def values(**named):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in named.items())


local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(120):
    try:
        context = resolver.resolve("uno:pipe,name=keysieve;urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
how = values(Hidden=True, **({"FilterName": load[0]} if load else {}))
document = desktop.loadComponentFromURL("file://" + os.path.abspath("note.txt"), "_blank", 0, how)
document.storeToURL("file://" + out, values(FilterName=store, **({"Password": password} if password else {})))
document.close(True)
try:
    desktop.terminate()
except Exception:
    pass
office.wait()
