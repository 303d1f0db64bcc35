"""All that can be reached from what somebody holds."""

import gc
import types
import weakref
from collections.abc import Iterator

CODE = (type, types.ModuleType, types.BuiltinFunctionType)


def reachable(start: object) -> Iterator[object]:
    """All that can be reached from an object: attributes, slots, containers, bound methods, closures, weak references.

    The collector's own view of references, so nothing is missed; what a weak reference stands for is followed too, but
    for a generator: it gives what it yields and nothing else. Code is not data: classes, modules and the globals of
    functions belong to everybody.
    """
    seen: set[int] = set()
    queue = [start]
    while queue:
        thing = queue.pop()
        if id(thing) in seen or isinstance(thing, CODE):
            continue
        seen.add(id(thing))
        yield thing
        if isinstance(thing, types.FunctionType):
            queue += [*(thing.__closure__ or ()), *(thing.__defaults__ or ()), *(thing.__kwdefaults__ or {}).values()]
        elif isinstance(thing, weakref.ref):
            queue += [] if isinstance(thing(), types.GeneratorType) else [thing()]
        else:
            queue += gc.get_referents(thing)
