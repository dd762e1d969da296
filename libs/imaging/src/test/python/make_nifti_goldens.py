#!/usr/bin/env python3
"""Writes small NIfTI files of every kind and what nibabel reads from them.

    python3 make_nifti_goldens.py ../resources/nifti

Needs numpy and nibabel (Debian: python3-nibabel). The files are committed: neither the build nor the
tests need this script. All values are invented. Files are put together byte by byte from a header of
nibabel, so that fields which nibabel would tidy on writing (slope 0, qfac 0, pixdim 0) stay as meant.

goldens.json holds one entry a file: name, shape, affine (4x4), values (C order, scaled, float64), and
for `canonical` the same of nibabel.as_closest_canonical.
"""
import gzip
import itertools
import json
import pathlib
import sys

import nibabel as nib
import numpy as np

DATATYPES = ["uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64"]
SHAPE = (5, 4, 3)
OBLIQUE = nib.eulerangles.euler2mat(0.3, -0.2, 0.15)


class Golden:
    """Collects files and nibabel's answers."""

    def __init__(self, folder):
        self.folder = folder
        self.entries = []

    def add(self, name, header, array, canonical=False, extension=b""):
        path = self.folder / name
        content = file_bytes(header, array, extension)
        path.write_bytes(gzip.compress(content, mtime=0) if name.endswith(".gz") else content)
        image = nib.load(path)
        entry = {"name": name, **answers(image)}
        if canonical:
            entry["canonical"] = answers(nib.as_closest_canonical(image))
        self.entries.append(entry)

    def write(self):
        lines = ",\n".join(json.dumps(entry) for entry in self.entries)
        (self.folder / "goldens.json").write_text("[\n" + lines + "\n]\n")


def answers(image):
    values = image.get_fdata(dtype=np.float64)
    return {
        "shape": list(image.shape[:3]),
        "affine": image.affine.tolist(),
        "values": values.reshape(image.shape[:3]).ravel(order="C").tolist(),
    }


def file_bytes(header, array, extension):
    start = 352 if header["sizeof_hdr"] == 348 else 544
    header = header.copy()
    header["vox_offset"] = start + len(extension)
    flags = b"\1\0\0\0" if extension else b"\0\0\0\0"
    stored = array.astype(array.dtype.newbyteorder(header.endianness))
    return header.binaryblock + flags + extension + stored.tobytes(order="F")


def header_of(array, version=1, order="<", slope=1.0, inter=0.0):
    header = (nib.Nifti1Header if version == 1 else nib.Nifti2Header)(endianness=order)
    header["magic"] = b"n+1" if version == 1 else b"n+2\0\r\n\x1a\n"
    header.set_data_dtype(array.dtype)
    header.set_data_shape(array.shape)
    header["scl_slope"] = slope
    header["scl_inter"] = inter
    header["xyzt_units"] = 2
    return header


def values(dtype, seed=7, shape=SHAPE):
    """Invented values that reach the ends of the datatype."""
    random = np.random.default_rng(seed)
    kind = np.dtype(dtype)
    if kind.kind == "f":
        return random.normal(0, 100, shape).astype(kind)
    info = np.iinfo(kind)
    array = random.integers(info.min, info.max, shape, dtype=kind, endpoint=True)
    array.flat[0], array.flat[1] = info.min, info.max
    return array


def affine_of(rotation, spacing, origin):
    affine = np.eye(4)
    affine[:3, :3] = np.asarray(rotation) * np.asarray(spacing)
    affine[:3, 3] = origin
    return affine


def rounded(affine):
    """An affine that both transforms of a file state exactly alike after rounding to float32."""
    return affine.astype(np.float32).astype(np.float64)


def datatypes(golden):
    affine = affine_of(np.eye(3), (1, 1.5, 2.25), (-10, 20, -30))
    for dtype, version, order, ending in itertools.product(DATATYPES, (1, 2), "<>", ("nii", "nii.gz")):
        array = values(dtype)
        header = header_of(array, version, order)
        header.set_sform(affine, 1)
        golden.add(f"{dtype}_v{version}_{'le' if order == '<' else 'be'}.{ending}", header, array)


def scaling(golden):
    cases = {"slope": (0.37, -12.5), "negative": (-2.0, 3.0), "slope_zero": (0.0, 99.0), "inter_only": (1.0, 7.25)}
    for (name, (slope, inter)), dtype in itertools.product(cases.items(), ("uint8", "int16", "float32", "int64")):
        for version in (1, 2):
            array = values(dtype)
            header = header_of(array, version, "<>"[version - 1], slope, inter)
            header.set_sform(np.diag((2.0, 2, 2, 1)), 1)
            golden.add(f"scaled_{name}_{dtype}_v{version}.nii", header, array)


def orientations(golden):
    """All 48 ways to lay three axes, by sform and by qform, straight and oblique."""
    for axes in itertools.permutations(range(3)):
        for signs in itertools.product((1, -1), repeat=3):
            name = "".join(("LR", "PA", "IS")[axis][(sign + 1) // 2] for axis, sign in zip(axes, signs))
            straight = np.zeros((3, 3))
            for column, (axis, sign) in enumerate(zip(axes, signs)):
                straight[axis, column] = sign
            array = values("uint8", seed=sum(map(ord, name)))
            one(golden, f"orientation_{name}_sform.nii", array, straight, sform=2)
            one(golden, f"orientation_{name}_qform.nii", array, OBLIQUE @ straight, qform=1)


def one(golden, name, array, rotation, sform=0, qform=0):
    affine = affine_of(rotation, (0.8, 1.1, 2.5), (11, -22, 33))
    header = header_of(array)
    if qform:
        header.set_qform(affine, qform)
    if sform:
        header.set_sform(affine, sform)
    golden.add(name, header, array, canonical=True)


def transforms(golden):
    array = values("int16")
    affine = affine_of(OBLIQUE, (0.9, 1.2, 3), (5, 6, -7))
    for version, order in itertools.product((1, 2), "<>"):
        header = header_of(array, version, order)
        header.set_qform(affine, 1)
        header.set_sform(rounded(affine), 4)
        golden.add(f"both_v{version}_{'le' if order == '<' else 'be'}.nii", header, array, canonical=True)
        header.set_sform(None, 0)
        golden.add(f"qform_v{version}_{'le' if order == '<' else 'be'}.nii", header, array, canonical=True)
    half_turns(golden, array)
    repaired(golden, array)


def half_turns(golden, array):
    """Quaternions whose first number is 0 or next to it."""
    for axis, degrees in itertools.product(range(3), (180, 179.999, 179.9)):
        angles = [0.0, 0.0, 0.0]
        angles[axis] = np.radians(degrees)
        header = header_of(array)
        header.set_qform(affine_of(nib.eulerangles.euler2mat(*angles), (1, 1, 2), (1, 2, 3)), 1)
        golden.add(f"half_turn_{axis}_{degrees}.nii", header, array, canonical=True)


def repaired(golden, array):
    """Header fields that the standard's own reader and nibabel tolerate."""
    plain = header_of(array)
    plain["pixdim"][1:4] = (0.5, 0.75, 2)
    golden.add("no_transform.nii", plain, array, canonical=True)
    zero = plain.copy()
    zero["pixdim"][:4] = (0, 0, 0.75, 2)
    zero["qform_code"] = 1
    zero["qoffset_x"] = 4
    golden.add("qfac_and_pixdim_zero.nii", zero, array, canonical=True)
    negative = plain.copy()
    negative["pixdim"][:4] = (-1, -0.5, 0.75, 2)
    negative["qform_code"] = 2
    golden.add("pixdim_negative.nii", negative, array, canonical=True)


def dimensions(golden):
    for extra in ((1,), (1, 1), (1, 1, 1, 1)):
        array = values("uint16", shape=SHAPE + extra)
        header = header_of(array)
        header.set_sform(np.diag((-1.0, 1, 1, 1)), 1)
        golden.add(f"dimensions_{3 + len(extra)}.nii.gz", header, array)
    array = values("uint8", shape=(1, 7, 1))
    golden.add("sides_of_one.nii", header_of(array), array)
    array = values("float32")
    golden.add("extension.nii.gz", header_of(array), array, extension=b"\x20\0\0\0\x06\0\0\0" + b"invented comment".ljust(24, b"\0"))
    golden.add("extension_v2.nii", header_of(array, 2, ">"), array, extension=b"\0\0\0\x10\0\0\0\x06" + b"comment\0")


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.nii*"):
        old.unlink()
    golden = Golden(folder)
    for part in (datatypes, scaling, orientations, transforms, dimensions):
        part(golden)
    golden.write()
    print(f"{len(golden.entries)} files")


if __name__ == "__main__":
    main()
