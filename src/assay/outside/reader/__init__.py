"""What does this file say? The one door to the readers: `read_paper`.

    room       a process apart, with limits on time and memory, forks a child for each paper; nothing of a paper is parsed in the caller
    paper      inside the child: a reader is chosen by what the bytes are
    pdf        structure, attachments, words with boxes, earlier revisions
    xml        a tree without document types, entities and network
    picture    a scan or photo becomes words by OCR
    signature  what the signatures in a PDF are worth
    credential an SD-JWT credential

A reader fetches nothing: whatever an address inside a paper points to stays unread.
"""

from __future__ import annotations

from assay.outside.reader.room import read_paper

__all__ = ["read_paper"]
