/* Python's C API, the part that stays the same from 3.11 on (PEP 384). */

#ifndef COUNTERFOIL_PYTHON_H
#define COUNTERFOIL_PYTHON_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#endif
