"""Writes the archives beside this file with NumPy itself: python make.py (numpy 2.3.5, ml_dtypes 0.5.4)."""
import ml_dtypes
import numpy as np

KINDS = "b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16".split()


def array(kind):
    return np.arange(6).reshape(2, 3).astype(kind)


np.savez("kinds.npz", **{k: array("<" + k) for k in KINDS})
np.savez_compressed("big-endian.npz", **{k: array(k).astype(">" + k) for k in KINDS})
np.savez(
    "fortran.npz",
    f=np.asfortranarray(np.arange(24, dtype="i4").reshape(2, 3, 4)),
    big=np.asfortranarray(np.arange(24, dtype=">c8").reshape(4, 3, 2)),
    scalar=np.float32(1.5),
    empty=np.zeros((0, 3), "f4"),
    vector=np.arange(3, dtype="f4"),
)
np.savez("bfloat16.npz", x=np.array([1.5, -2, 3e38], ml_dtypes.bfloat16))
np.savez("objects.npz", fine=np.zeros(1), bad=np.array([{}, None], dtype=object))
np.savez("unicode.npz", text=np.array(["a", "bc"]))
np.savez("structured.npz", rows=np.zeros(2, dtype=[("a", "f4"), ("b", "i4")]))
np.savez("longdouble.npz", x=np.zeros(2, np.longdouble))
np.savez("dates.npz", x=np.array(["2020-01-01"], dtype="M8[D]"))
for version in ((1, 0), (2, 0), (3, 0)):
    import zipfile

    with zipfile.ZipFile(f"version{version[0]}.npz", "w") as z, z.open("x.npy", "w") as f:
        np.lib.format.write_array(f, np.arange(3, dtype="f4"), version)
