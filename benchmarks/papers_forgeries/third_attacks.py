"""Which forgeries does the third set try? Kinds that the first two lack, thought out from what dealers, lawyers and payment clerks tell of.

The default is that whoever knows the paper objects; `Scene.issuer` and `Scene.brand` say where he would truly confirm (a genuine paper used again).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pikepdf
from benchmarks.papers_forgeries.second_bill import Row, rounded
from benchmarks.papers_forgeries.second_data import cii, hybrid
from benchmarks.papers_forgeries.third_clean import AS_OF, LATIN, Filed, Scene, World, annotated, unseen
from benchmarks.papers_forgeries.third_firms import BRAND, PRODUCTS, Paper, account, company, order, series, styled
from benchmarks.papers_forgeries.third_letters import letter


def _theirs(w: World) -> Paper:
    return w.bill(buyer=w.other, issued=AS_OF - timedelta(days=w.rng.randrange(20, 150)))


def _filed(w: World, paper: Paper, *, confirmed: bool = False) -> Filed:
    return Filed(store=paper.buyer, papers=[("invoice.pdf", w.page(paper))], bills=[paper], confirmed=confirmed)


def _corvane(paper: Paper) -> Paper:
    """The same bill over another brand's goods."""
    for i, line in enumerate(paper.rows):
        line.name, line.model, line.gtin = f"Corvane Runner {i + 1}", f"CR-{31 + i}", f"400638133393{i}"
    return paper


# --- who bought, who sold


def only_the_address_block(w: World) -> Scene:
    """The own name in the address block; delivery address and note still name the true buyer."""
    paper = _theirs(w).twin()
    buyer = paper.buyer
    paper.ship_to = [buyer.name, buyer.street, f"{buyer.postcode} {buyer.city}"]
    paper.notes = [f"Customer account: {buyer.name} / {buyer.vat}"]
    paper.buyer = w.store
    return w.scene(paper)


def half_of_it_each(w: World) -> Scene:
    """One invoice split over two stores: the other store hands in some lines, this one the rest, under one number."""
    whole = _theirs(w)
    first, second = whole.twin(), whole.twin()
    first.rows, second.rows, second.buyer = whole.rows[:2], whole.rows[2:], w.store
    return w.scene(second, before=[_filed(w, first)])


def one_letter_off(w: World) -> Scene:
    """A company called like the dealer but for one letter, with its own valid numbers."""
    paper = w.bill().twin()
    fake = company(w.dealer.country, w.rng)
    name = w.dealer.name
    at = next((i for i in range(2, len(name)) if name[i].isalpha()), 1)
    fake.name = (
        name[:at]
        + {"a": "e", "e": "a", "o": "u", "i": "y"}.get(name[at], "r" if name[at] != "r" else "n")
        + name[at + 1 :]
        if name.isascii() or w.dealer.country not in {"CN", "JP"}
        else name[:2] + "新" + name[3:]
    )
    fake.street, fake.postcode, fake.city = w.dealer.street, w.dealer.postcode, w.dealer.city
    paper.seller = fake
    return w.scene(paper)


def dealer_dissolved(w: World) -> Scene:
    """The dealer's old company, struck off long ago, with its old number."""
    w.from_land(*LATIN)
    paper = w.bill().twin()
    old = company(w.dealer.country, w.rng)
    old.name = f"{w.dealer.name.rsplit(' ', 1)[0]} {'i.L.' if w.dealer.country == 'DE' else '(in liquidation)'}"
    paper.seller = old
    return w.scene(paper)


def sister_store(w: World) -> Scene:
    """A second store of the same owner bills the first; goods that go round."""
    paper = w.bill().twin()
    sister = company(w.store.country, w.rng)
    sister.email, sister.street, sister.postcode, sister.city = (
        w.store.email,
        w.store.street,
        w.store.postcode,
        w.store.city,
    )
    paper.seller = sister
    return w.scene(paper)


def payee_changed(w: World) -> Scene:
    """The dealer's own invoice with another account of the same country."""
    w.from_land("DE", "FR", "IT", "ES", "NL", "GB", "CH", "BE")
    paper = w.bill().twin()
    paper.seller.iban = account(w.dealer.country, w.rng)
    return w.scene(paper)


def another_dealers_account(w: World) -> Scene:
    """The account that stood on an invented dealer's paper before."""
    w.from_land("DE", "FR", "IT", "ES", "NL")
    crook = company(w.dealer.country, w.rng)
    theirs = order(crook, w.other, issued=AS_OF - timedelta(days=90), rng=w.rng)
    paper = w.bill().twin()
    paper.seller.iban = crook.iban
    return w.scene(paper, before=[_filed(w, theirs)])


# --- goods and pieces


def article_numbers_exchanged(w: World) -> Scene:
    """A genuine invoice over another brand's goods; only the article numbers are the brand's."""
    paper = _corvane(w.bill())
    for line, product in zip(paper.rows, PRODUCTS, strict=False):
        line.gtin = product[2]
    return w.scene(paper, asked={p[1]: int(r.quantity) for p, r in zip(PRODUCTS, paper.rows, strict=False)})


def fits_the_brand(w: World) -> Scene:
    """Accessories that fit the brand's goods."""
    paper = w.bill(rows=2)
    for line in paper.rows:
        line.name, line.gtin, line.price = (
            f"Strap compatible with {line.name}",
            "",
            rounded(line.price / 12, paper.step),
        )
    return w.scene(paper)


def testers(w: World) -> Scene:
    """Display samples, not for sale."""
    paper = w.bill()
    for line in paper.rows:
        line.name = f"{line.name} (display sample, not for resale)"
    return w.scene(paper)


def for_nothing(w: World) -> Scene:
    """Goods for a price of nothing beside one that is paid."""
    paper = w.bill()
    for line in paper.rows[1:]:
        line.quantity, line.price = Decimal(200), Decimal(0)
    return w.scene(paper)


def more_than_was_ever_made(w: World) -> Scene:
    """Pieces by the ten thousand, every sum right."""
    paper = w.bill()
    for line in paper.rows:
        line.quantity *= 4000
    return w.scene(paper)


def pieces_become_dozens(w: World) -> Scene:
    """The unit is changed to dozens; the right is asked for twelve times the pieces."""
    paper = w.bill()
    for line in paper.rows:
        line.unit = "dz"
    return w.scene(paper, asked={r.model: int(r.quantity) * 12 for r in paper.rows})


def boxes_of_hundred(w: World) -> Scene:
    """Pieces become cartons of a hundred in the description."""
    paper = w.bill()
    for line in paper.rows:
        line.name += " (carton of 100)"
    return w.scene(paper, asked={r.model: int(r.quantity) * 100 for r in paper.rows})


def own_invoice_again(w: World) -> Scene:
    """The own invoice, for which a right was given already, once more for as many pieces. It is genuine: who is asked confirms."""
    paper = w.bill()
    return w.scene(paper, before=[_filed(w, paper, confirmed=True)], issuer="confirm", brand="confirm")


def own_invoice_printed_anew(w: World) -> Scene:
    """The same, printed again by the dealer in another design."""
    paper = w.bill()
    other = "shop" if w.design != "shop" else "erp"
    return Scene(
        papers=[("copy.pdf", w.page(paper, design=other))], bills=[paper], before=[_filed(w, paper, confirmed=True)], issuer="confirm", brand="confirm"
    )  # fmt: skip


def credited_before(w: World) -> Scene:
    """The invoice alone; its credit note over everything lay in an earlier application of the same store."""
    paper = w.bill()
    back = paper.twin()
    back.kind, back.number, back.preceding = "credit_note", f"CN-{paper.number}", paper.number
    back.notes = [f"Invoice {paper.number} is cancelled in full."]
    return w.scene(paper, before=[Filed(store=w.store, papers=[("credit.pdf", w.page(back))], bills=[back])])


def cancellation_as_invoice(w: World) -> Scene:
    """The paper that cancels an invoice, called cancellation invoice, with positive figures."""
    paper = w.bill()
    paper.title = {
        "de": "Stornorechnung",
        "fr": "Facture d'annulation",
        "it": "Storno fattura",
        "es": "Factura de anulación",
        "nl": "Annuleringsfactuur",
        "zh": "作废发票",
        "ja": "取消請求書",
    }.get(w_language(w), "Cancellation invoice")
    paper.notes = [f"Cancels invoice {series(w.dealer, paper.issued - timedelta(days=9))[0]} in full."]
    return w.scene(paper)


def w_language(w: World) -> str:
    """The dealer's language."""
    from benchmarks.papers_forgeries.third_firms import language_of

    return language_of(w.dealer.country)


# --- dates, numbers, prices


def moved_into_the_term(w: World) -> Scene:
    """The dealer was authorized in June; its invoice of March bears a date of July."""
    w.from_land(*LATIN)
    paper = w.bill(issued=date(2026, 7, 6), number=series(w.dealer, date(2026, 3, 9))[0])
    return Scene(
        papers=[
            ("invoice.pdf", w.page(paper)),
            ("letter.pdf", letter(w.rng, of=None, to=w.dealer, passes=True, start=date(2026, 6, 1))),
        ],
        bills=[paper],
    )


def before_the_term(w: World) -> Scene:
    """The letter lets the store sell from December on."""
    w.store = company(w.rng.choice(LATIN), w.rng)
    return Scene(
        papers=[("letter.pdf", letter(w.rng, of=None, to=w.store, start=date(2026, 12, 1), end=date(2027, 12, 31)))]
    )


def on_a_holiday(w: World) -> Scene:
    """A hand-made paper dated on the first of January."""
    return w.scene(w.bill(issued=date(2026, 1, 1), seller=company(w.dealer.country, w.rng)))


def wrong_block_of_numbers(w: World) -> Scene:
    """A number from a block that the dealer has never reached; other stores' papers stand on both sides."""
    early, late = (
        w.bill(buyer=w.other, issued=AS_OF - timedelta(days=150)),
        w.bill(buyer=w.other, issued=AS_OF - timedelta(days=12)),
    )
    paper = w.bill(issued=AS_OF - timedelta(days=70))
    _, count = series(w.dealer, paper.issued)
    paper.number = paper.number.replace(f"{count}", f"{count + 40000}"[-max(5, len(str(count))) :])
    friend = company(w.other.country, w.rng)
    late.buyer = friend
    return w.scene(paper, before=[_filed(w, early), _filed(w, late)])


def two_forms_of_one_number(w: World) -> Scene:
    """Another store's invoice 2026/00512 comes back as 26000512, with the own name."""
    theirs = _theirs(w)
    _, count = series(w.dealer, theirs.issued)
    theirs.number = styled(count, theirs.issued, 0)
    mine = theirs.twin()
    mine.number, mine.buyer = f"{theirs.issued:%y}/{count:05d}", w.store
    return w.scene(mine, before=[_filed(w, theirs)])


def outlet_price(w: World) -> Scene:
    """An invented dealer, prices as an outlet's."""
    paper = w.bill(seller=company(w.dealer.country, w.rng))
    for line in paper.rows:
        line.price = rounded(line.price * Decimal("0.55"), paper.step)
    return w.scene(paper)


def before_the_launch(w: World) -> Scene:
    """Goods that came out in autumn, billed in winter before: nothing but the brand can know."""
    return w.scene(w.bill(issued=AS_OF - timedelta(days=330)))


def same_figures_other_currency(w: World) -> Scene:
    """Yen, kronor or francs become euros, euros become yuan; the figures stay."""
    paper = w.bill()
    paper.currency = "CNY" if paper.currency == "EUR" else "EUR"
    return w.scene(paper)


# --- tax


def rate_that_never_was(w: World) -> Scene:
    """A rate that the country never had; all sums follow from it."""
    w.from_land("DE", "FR", "IT", "ES", "NL", "GB", "AT", "BE", "CN", "JP")
    w.at_home()
    wrong = {
        "DE": "21",
        "FR": "18",
        "IT": "19",
        "ES": "19",
        "NL": "20",
        "GB": "19",
        "AT": "19",
        "BE": "20",
        "CN": "15",
        "JP": "12",
    }
    return w.scene(w.bill(rate=Decimal(wrong[w.dealer.country]), reverse=False))


def rate_of_another_time(w: World) -> Scene:
    """The rate of years ago: the template is old."""
    w.from_land("DE", "CN", "JP", "CH", "FI", "SG")
    w.at_home()
    old = {"DE": "16", "CN": "17", "JP": "5", "CH": "7.6", "FI": "22", "SG": "7"}
    return w.scene(w.bill(rate=Decimal(old[w.dealer.country]), reverse=False))


def tax_where_there_is_none(w: World) -> Scene:
    """Hong Kong has no such tax."""
    w.from_land("HK")
    w.at_home()
    return w.scene(w.bill(rate=Decimal(10), reverse=False, exempt=False))


# --- kinds


def pro_forma_called_invoice(w: World) -> Scene:
    """A pro-forma with the title painted over; it still asks to pay first and says when the offer ends."""
    paper = w.bill(seller=company("GB", w.rng))
    paper.notes = [
        "Goods will be reserved for 14 days and shipped on receipt of payment.",
        "Prices subject to confirmation. A tax invoice follows upon shipment.",
    ]
    return w.scene(paper)


def order_called_invoice(w: World) -> Scene:
    """An order confirmation with another title: delivery is promised."""
    paper = w.bill(seller=company("DE", w.rng))
    paper.notes = [
        "Wir bestätigen Ihren Auftrag wie oben. Lieferung voraussichtlich KW 3/2027.",
        "Die Rechnung erhalten Sie mit der Lieferung.",
    ]
    return w.scene(paper)


# --- what the eye does not see


def data_right_page_other(w: World) -> Scene:
    """The data names the brand's goods, the page another brand's; amounts agree."""
    w.from_land("DE", "FR")
    paper = w.bill()
    shown = _corvane(paper.twin())
    return Scene(papers=[("invoice.pdf", hybrid(w.page(shown), cii(paper)))], bills=[paper])


def page_right_data_other(w: World) -> Scene:
    """The page names the brand's goods, the data is that of the true invoice over another brand."""
    w.from_land("DE", "FR")
    paper = w.bill()
    true = _corvane(paper.twin())
    return Scene(papers=[("invoice.pdf", hybrid(w.page(paper), cii(true)))], bills=[paper])


def white_goods(w: World) -> Scene:
    """Another brand's invoice; white words on white name the brand, its models and the store."""
    paper = w.bill()
    rows = [f"{r.model} {r.name} {r.gtin} {r.quantity:f} {r.price} {r.net}" for r in paper.rows]
    return Scene(papers=[("invoice.pdf", unseen(w, _corvane(paper.twin()), [*rows, w.store.name]))], bills=[paper])


def white_buyer(w: World) -> Scene:
    """Another store's invoice with the own name and address in white beside."""
    theirs = _theirs(w)
    return Scene(
        papers=[("invoice.pdf", unseen(w, theirs, [f"Bill to: {w.store.name}", w.store.street, w.store.vat]))],
        bills=[theirs],
    )


def note_over_the_pieces(w: World) -> Scene:
    """A note with a white ground lies over the page and says another number of pieces."""
    paper = w.bill(rows=1)
    data = w.page(paper)
    return Scene(
        papers=[("invoice.pdf", annotated(data, f"{int(paper.rows[0].quantity) * 25} pcs", x=400, y=500, cover=True))],
        bills=[paper],
        asked={paper.rows[0].model: int(paper.rows[0].quantity) * 25},
    )


def note_over_the_buyer(w: World) -> Scene:
    """Another store's invoice; a note over its page names the own store."""
    theirs = _theirs(w)
    return Scene(
        papers=[
            (
                "invoice.pdf",
                annotated(
                    w.page(theirs), w.store.name if w.store.name.isascii() else "Ostara Shop", x=60, y=690, cover=True
                ),
            )
        ],
        bills=[theirs],
    )


def page_from_another(w: World) -> Scene:
    """The first page is the own small invoice, the second one another store's lines and sums."""
    small, large = w.bill(rows=1), _theirs(w)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(w.page(small))) as one, pikepdf.open(io.BytesIO(w.page(large))) as two:
        one.pages.extend(two.pages)
        one.save(out)
    return Scene(papers=[("invoice.pdf", out.getvalue())], bills=[small, large])


# --- letters


def gap_of_a_day(w: World) -> Scene:
    """The owner's letter to the dealer ended yesterday; the dealer's to the store runs on."""
    w.from_land(*LATIN)
    w.store = company(w.rng.choice(LATIN), w.rng)
    return Scene(
        papers=[
            ("1.pdf", letter(w.rng, of=None, to=w.dealer, passes=True, end=AS_OF - timedelta(days=1))),
            ("2.pdf", letter(w.rng, of=w.dealer, to=w.store, territory="Germany")),
        ]
    )


def including(w: World) -> Scene:
    """Germany becomes Germany, including Austria, Switzerland and all neighbouring states."""
    w.from_land(*LATIN)
    w.store = company(w.rng.choice(LATIN), w.rng)
    return Scene(
        papers=[
            ("1.pdf", letter(w.rng, of=None, to=w.dealer, passes=True, territory="Germany")),
            (
                "2.pdf",
                letter(w.rng, of=w.dealer, to=w.store, territory="Germany, including Austria, Switzerland and Poland"),
            ),
        ]
    )


def repairs_only(w: World) -> Scene:
    """The letter lets the store repair, not sell."""
    w.store = company(w.rng.choice(LATIN), w.rng)
    return Scene(
        papers=[("letter.pdf", letter(w.rng, of=None, to=w.store, act="provide repair and after-sales service for"))]
    )


def not_on_marketplaces(w: World) -> Scene:
    """The letter forbids online marketplaces."""
    w.store = company(w.rng.choice(LATIN), w.rng)
    return Scene(
        papers=[
            (
                "letter.pdf",
                letter(
                    w.rng, of=None, to=w.store, more="Sales through online marketplaces of third parties are excluded."
                ),
            )
        ]
    )


def without_the_goods(w: World) -> Scene:
    """The letter leaves out the very goods that are applied for."""
    w.store = company(w.rng.choice(LATIN), w.rng)
    return Scene(
        papers=[
            ("letter.pdf", letter(w.rng, of=None, to=w.store, goods="eyewear only, excluding bags and leather goods"))
        ],
        asked={"OS-W700": 20},
    )


def brand_in_small_print(w: World) -> Scene:
    """A genuine invoice over another brand; the brand stands in the seller's line of brands at the foot."""
    paper = _corvane(w.bill())
    paper.notes = [f"We also carry {BRAND}, Corvane and others."]
    return w.scene(paper, asked={"OS-C312": 12})


def row_without_numbers(w: World) -> Scene:
    """A line typed in between: the brand's goods with pieces, no price, no amount."""
    paper = _corvane(w.bill(rows=2))
    name, model, code, _ = PRODUCTS[0]
    paper.rows.append(Row(name=f"{BRAND} {name}", model=model, gtin=code, quantity=Decimal(60), price=Decimal(0)))
    return w.scene(paper, asked={model: 60})


ATTACKS: dict[str, Callable[[World], Scene]] = {
    f.__name__: f
    for f in (
        only_the_address_block, half_of_it_each, one_letter_off, dealer_dissolved, sister_store, payee_changed, another_dealers_account,
        article_numbers_exchanged, fits_the_brand, testers, for_nothing, more_than_was_ever_made, pieces_become_dozens, boxes_of_hundred,
        own_invoice_again, own_invoice_printed_anew, credited_before, cancellation_as_invoice, moved_into_the_term, before_the_term, on_a_holiday,
        wrong_block_of_numbers, two_forms_of_one_number, outlet_price, before_the_launch, same_figures_other_currency, rate_that_never_was,
        rate_of_another_time, tax_where_there_is_none, pro_forma_called_invoice, order_called_invoice, data_right_page_other, page_right_data_other,
        white_goods, white_buyer, note_over_the_pieces, note_over_the_buyer, page_from_another, gap_of_a_day, including, repairs_only,
        not_on_marketplaces, without_the_goods, brand_in_small_print, row_without_numbers,
    )
}  # fmt: skip
