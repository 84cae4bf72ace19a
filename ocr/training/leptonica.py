"""A line's picture scaled to the network's input by leptonica itself, so that the twin sees what Tesseract's own network would see."""

import ctypes

import numpy as np

HEIGHT = 36


def library():
    lib = ctypes.CDLL("liblept.so.5")
    pointer, real = ctypes.c_void_p, ctypes.c_float
    signatures = {
        "pixReadMem": ([ctypes.c_char_p, ctypes.c_size_t], pointer),
        "pixScale": ([pointer, real, real], pointer),
        "pixGetData": ([pointer], pointer),
        "pixGetWpl": ([pointer], ctypes.c_int),
        "pixGetWidth": ([pointer], ctypes.c_int),
        "pixGetHeight": ([pointer], ctypes.c_int),
        "pixDestroy": ([ctypes.POINTER(pointer)], None),
    }
    for name, (arguments, result) in signatures.items():
        function = getattr(lib, name)
        function.argtypes, function.restype = arguments, result
    return lib


def scaled(gray, lib):
    """`gray` (uint8) at 36 px height, as Tesseract's Input::PreparePixInput makes it."""
    height, width = gray.shape
    packed = b"P5 %d %d 255\n" % (width, height) + np.ascontiguousarray(gray).tobytes()
    source = lib.pixReadMem(packed, len(packed))
    pix = lib.pixScale(source, HEIGHT / height, HEIGHT / height)
    width, height, words = lib.pixGetWidth(pix), lib.pixGetHeight(pix), lib.pixGetWpl(pix)
    data = ctypes.cast(lib.pixGetData(pix), ctypes.POINTER(ctypes.c_uint32))
    rows = np.ctypeslib.as_array(data, (height * words,)).byteswap().view(np.uint8).reshape(height, words * 4)
    found = rows[:, :width].copy()
    for used in (source, pix):
        lib.pixDestroy(ctypes.byref(ctypes.c_void_p(used)))
    return np.pad(found, ((0, max(0, HEIGHT - height)), (0, 0)), mode="edge")[:HEIGHT]
