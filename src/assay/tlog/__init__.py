"""The public log: what was decided, in an order that nobody can rewrite, checkable by anyone.

    canonical commitment    one spelling of a JSON value; binding to what is not shown
    entry                   what an entry says
    tree tiles proof        the tree over the entries, its files, and proofs in it
    keys note checkpoint    who signed, a signed text, the head of a log and its cosignatures
    receipt                 what a party takes home: a promise, and a proof that it was entered
    witness                 cosigning other logs, and having ours cosigned
    verify                  the audit of a whole log

Pure: no files, network, clock or chance. It needs `assay.errors`, `cryptography` and `orjson`, and can be taken as it
is.
"""
