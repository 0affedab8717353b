"""Which honest papers of the fourth set look like its forgeries? Each has a good reason; nothing here is wrong."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pikepdf
from benchmarks.papers_forgeries.fourth_attacks import AS_OF, EURO, LATIN, World, _filed, _said, _scan, _theirs
from benchmarks.papers_forgeries.fourth_letters import Letter
from benchmarks.papers_forgeries.second_bill import Row, rounded
from benchmarks.papers_forgeries.second_data import cii, hybrid
from benchmarks.papers_forgeries.third_clean import Filed, Scene
from benchmarks.papers_forgeries.third_firms import Paper, company, series


def plain(w: World) -> Scene:
    """Nothing odd."""
    return w.scene(w.bill())


def plain_one_line(w: World) -> Scene:
    """A single line."""
    return w.scene(w.bill(rows=1))


def plain_six_lines(w: World) -> Scene:
    """Everything that the brand makes."""
    return w.scene(w.bill(rows=6))


def plain_at_home(w: World) -> Scene:
    """Within one country, with its tax."""
    w.at_home()
    return w.scene(w.bill())


def digits_of_the_east(w: World) -> Scene:
    """A Japanese or Chinese paper whose number stands in full-width digits."""
    w.dealer_in("JP", "CN")
    paper = w.bill()
    paper.number = paper.number.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
    return w.scene(paper)


def true_scan(w: World) -> Scene:
    """A scan in which a copier laid what it recognised."""
    w.dealer_in(*LATIN)
    w.store_in(*LATIN)
    page = w.page(w.bill())
    return Scene(papers=[("scan.pdf", _scan(page, page))], bills=[])


def data_inside(w: World) -> Scene:
    """A page with its data."""
    w.dealer_in("DE", "FR")
    paper = w.bill()
    return Scene(papers=[("invoice.pdf", hybrid(w.page(paper), cii(paper)))], bills=[paper])


def delivered_last_week(w: World) -> Scene:
    """It names its delivery note."""
    paper = w.bill()
    then = paper.issued - timedelta(days=w.rng.randrange(2, 9))
    paper.notes = [
        _said(
            w,
            en=f"Goods delivered on {then.isoformat()}, delivery note DN-{then:%Y}-0311.",
            de=f"Lieferung vom {then:%d.%m.%Y} lt. Lieferschein LS-{then:%Y}-0311.",
        )
    ]
    return w.scene(paper)


def contract_of_years_ago(w: World) -> Scene:
    """It names the frame contract of 2022 and a company founded in 1987."""
    return w.scene(w.bill(notes=[_said(w, en="Under our framework agreement of 14 March 2022. Family business since 1987.", de="Gemäß Rahmenvertrag vom 14.03.2022. Familienbetrieb seit 1987.",
                                       fr="Selon contrat-cadre du 14/03/2022. Maison fondée en 1987.", it="Come da contratto quadro del 14/03/2022. Dal 1987.")]))  # fmt: skip


def paid_at_once(w: World) -> Scene:
    """It was paid on the day."""
    paper = w.bill()
    then = paper.issued
    paper.notes = [
        _said(
            w,
            en=f"Paid in full on {then.day} {then:%B %Y}. Thank you.",
            de=f"Bezahlt am {then:%d.%m.%Y}.",
            fr=f"Acquittée le {then:%d/%m/%Y}.",
        )
    ]
    return w.scene(paper)


def number_without_a_year(w: World) -> Scene:
    """A series of the dealer that begins with figures like a year: 2019-4471 counts shops, not years."""
    return w.scene(w.bill())


def bound_together(w: World) -> Scene:
    """Two own invoices in one file."""
    one, two = w.bill(), w.bill(issued=AS_OF - timedelta(days=40))
    two.number = series(w.dealer, two.issued)[0]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(w.page(one))) as first, pikepdf.open(io.BytesIO(w.page(two))) as second:
        first.pages.extend(second.pages)
        first.save(out)
    return Scene(papers=[("invoices.pdf", out.getvalue())], bills=[one])


def some_sent_back(w: World) -> Scene:
    """With the credit note for a part; no more than what is left is asked for."""
    paper = w.bill(rows=2)
    for row in paper.rows:
        row.quantity += 4
    back = paper.twin()
    back.kind, back.number, back.preceding = "credit_note", f"CR{paper.number}", paper.number
    back.rows = back.rows[:1]
    back.rows[0].quantity = Decimal(2)
    back.issued = min(paper.issued + timedelta(days=4), AS_OF)
    left = {r.model: int(r.quantity) - (2 if i == 0 else 0) for i, r in enumerate(paper.rows)}
    return Scene(papers=[("1.pdf", w.page(paper)), ("2.pdf", w.page(back))], bills=[paper], asked=left)


def written_another_way(w: World) -> Scene:
    """The buyer's address with abbreviations, without country."""
    w.store_in("DE", "FR", "IT", "ES", "NL", "GB")
    paper = w.bill().twin()
    street = paper.buyer.street
    for long, short in (
        ("straße", "str."),
        ("Straße", "Str."),
        ("rue ", "R. "),
        ("boulevard", "bd"),
        ("Calle", "C/"),
        ("Street", "St."),
        ("Square", "Sq."),
        ("Via", "V."),
    ):
        street = street.replace(long, short)
    paper.buyer.street = street
    paper.buyer.city = paper.buyer.city.upper()
    return w.scene(paper)


def with_the_branch(w: World) -> Scene:
    """The buyer with its shop's name."""
    w.store_in(*LATIN)
    paper = w.bill().twin()
    paper.buyer.street = f"{'Filiale' if w.store.country == 'DE' else 'Shop'} {w.store.city}, {paper.buyer.street}"
    return w.scene(paper)


def across_the_border(w: World) -> Scene:
    """Tax-free within the union, with the own number."""
    w.dealer_in(*EURO)
    w.store = company(w.rng.choice([c for c in EURO if c != w.dealer.country]), w.rng)
    return w.scene(w.bill(reverse=True, rate=Decimal(0)))


def sold_to_a_bank(w: World) -> Scene:
    """The claim was sold; the register does not know that account."""
    w.dealer_in("DE", "FR", "NL", "GB")
    return w.scene(w.bill(notes=["Our claims are assigned to Nordbank Factoring AG."]))


def sold_in_pieces(w: World) -> Scene:
    """The unit is written: pcs, St, ks."""
    paper = w.bill()
    for row in paper.rows:
        row.unit = {"DE": "Stk", "FR": "pce", "IT": "PZ", "ES": "uds", "GB": "ea", "CN": "件", "JP": "個"}.get(
            w.dealer.country, "pcs."
        )
    return w.scene(paper)


def with_packaging_and_freight(w: World) -> Scene:
    """Boxes and freight stand beside the goods."""
    paper = w.bill(rows=2)
    paper.rows.append(Row(name=_said(w, en="Carriage and packing", de="Fracht und Verpackung", fr="Port et emballage", it="Trasporto e imballo", es="Portes y embalaje", nl="Vracht en verpakking", zh="运费及包装", ja="送料・梱包"), model="", gtin="", quantity=Decimal(1), price=rounded(Decimal(18), paper.step)))  # fmt: skip
    return w.scene(paper, asked={r.model: int(r.quantity) for r in paper.rows[:2]})


def with_a_service(w: World) -> Scene:
    """Engraving of some pieces beside the goods."""
    paper = w.bill(rows=2)
    paper.rows.append(Row(name=_said(w, en="Engraving of initials", de="Gravur Initialen", fr="Gravure d'initiales", it="Incisione iniziali", es="Grabado de iniciales", nl="Gravure initialen", zh="刻字服务", ja="名入れ"), model="", gtin="", quantity=Decimal(3), price=rounded(Decimal(9), paper.step)))  # fmt: skip
    return w.scene(paper, asked={r.model: int(r.quantity) for r in paper.rows[:2]})


def rest_after_a_deposit(w: World) -> Scene:
    """The deposit is taken off."""
    paper = w.bill()
    paper.prepaid = rounded(paper.gross * Decimal("0.3"), paper.step)
    return w.scene(paper)


def small_discount(w: World) -> Scene:
    """Five per cent off the whole."""
    w.dealer_in(*EURO)
    paper = w.bill()
    paper.allowance = rounded(paper.lines_total * Decimal("0.05"), paper.step)
    return w.scene(paper)


def a_copy(w: World) -> Scene:
    """The dealer printed it again, and says so."""
    paper = w.bill()
    paper.notes = [
        _said(
            w,
            en="Duplicate of the original invoice.",
            de="Rechnungskopie (Zweitschrift).",
            fr="Duplicata.",
            it="Copia conforme all'originale.",
            es="Duplicado.",
            nl="Kopie factuur.",
            zh="副本",
            ja="控え",
        )
    ]
    return w.scene(paper)


def reminder_beside(w: World) -> Scene:
    """The invoice with the reminder for it."""
    paper = w.bill()
    second = paper.twin()
    second.title = _said(
        w,
        en="Payment reminder",
        de="Zahlungserinnerung",
        fr="Relance de paiement",
        it="Sollecito di pagamento",
        es="Recordatorio de pago",
        nl="Betalingsherinnering",
        zh="催款函",
        ja="督促状",
    )
    return Scene(papers=[("1.pdf", w.page(paper)), ("2.pdf", w.page(second))], bills=[paper])


def same_goods_as_another(w: World) -> Scene:
    """Another store bought from the same dealer in the week before."""
    return w.scene(w.bill(), before=[_filed(w, _theirs(w))])


def bought_twice(w: World) -> Scene:
    """The store bought from him before, and has its right for that."""
    first = w.bill(issued=AS_OF - timedelta(days=200))
    second = w.bill(issued=AS_OF - timedelta(days=30))
    return w.scene(
        second, before=[Filed(store=w.store, papers=[("invoice.pdf", w.page(first))], bills=[first], confirmed=True)]
    )


def letter_of_the_owner(w: World) -> Scene:
    """The owner's letter alone."""
    w.store_in(*LATIN)
    return Scene(papers=[("letter.pdf", w.letter(Letter(to=w.store)))])


def letters_down(w: World) -> Scene:
    """Owner to dealer, dealer to store."""
    w.dealer_in(*LATIN)
    w.store_in(*LATIN)
    return Scene(
        papers=[
            ("1.pdf", w.letter(Letter(to=w.dealer, passes=True))),
            (
                "2.pdf",
                w.letter(Letter(of=w.dealer, to=w.store, territory="Germany, France and Italy", end=date(2027, 6, 30))),
            ),
        ]
    )


def letter_and_invoice(w: World) -> Scene:
    """The owner's letter to the dealer, and the dealer's invoice."""
    w.dealer_in(*LATIN)
    paper = w.bill()
    return Scene(
        papers=[("letter.pdf", w.letter(Letter(to=w.dealer, passes=True))), ("invoice.pdf", w.page(paper))],
        bills=[paper],
    )


def translated_letter(w: World) -> Scene:
    """The Chinese beside says the same."""
    w.store_in(*LATIN)
    x = Letter(to=w.store, territory="Germany", translation={"territory": "德国", "goods": "手袋、皮具及配饰"})
    return Scene(papers=[("letter.pdf", w.letter(x, tongue="zh"))])


def letter_for_the_internet(w: World) -> Scene:
    """It names its channels."""
    w.store_in(*LATIN)
    return Scene(
        papers=[
            (
                "letter.pdf",
                w.letter(
                    Letter(to=w.store, channels="online shops, online marketplaces and physical retail shops"),
                    tongue="en",
                ),
            )
        ]
    )


def letter_with_room(w: World) -> Scene:
    """It is for five hundred pieces, a hundred are asked for."""
    w.store_in(*LATIN)
    return Scene(
        papers=[
            (
                "letter.pdf",
                w.letter(
                    Letter(to=w.store, more=["This authorisation is limited to a total of 500 pieces."]), tongue="en"
                ),
            )
        ],
        asked={"OS-W700": 100},
    )


def mall_letter(w: World) -> Scene:
    """A mall's flagship store with the owner's letter."""
    w.store_in(*LATIN)
    return Scene(
        papers=[("letter.pdf", w.letter(Letter(to=w.store, level=1, end=date(2028, 6, 30))))],
        tier="mall",
        says={"kind": "flagship"},
    )


def as_the_dealer_was(w: World) -> Scene:
    """The dealer changed its program; another store's paper of last year looks otherwise."""
    old: Paper = w.bill(buyer=w.other, issued=AS_OF - timedelta(days=300))
    return Scene(
        papers=[("invoice.pdf", w.page(new := w.bill()))],
        bills=[new],
        before=[
            Filed(
                store=w.other,
                papers=[("invoice.pdf", w.page(old, design="cards" if w.design != "cards" else "dots"))],
                bills=[old],
            )
        ],
    )


CLEAN: dict[str, Callable[[World], Scene]] = {
    f.__name__: f
    for f in (
        plain, plain_one_line, plain_six_lines, plain_at_home, digits_of_the_east, true_scan, data_inside, delivered_last_week, contract_of_years_ago,
        paid_at_once, number_without_a_year, bound_together, some_sent_back, written_another_way, with_the_branch, across_the_border, sold_to_a_bank,
        sold_in_pieces, with_packaging_and_freight, with_a_service, rest_after_a_deposit, small_discount, a_copy, reminder_beside, same_goods_as_another,
        bought_twice, letter_of_the_owner, letters_down, letter_and_invoice, translated_letter, letter_for_the_internet, letter_with_room, mall_letter,
        as_the_dealer_was,
    )
}  # fmt: skip
