"""What does somebody make who buys a template for nine yuan? Fifty ways, thought out from the forger's desk.

He knows the paper, the shop pages of brand and dealer, and what other sellers told him. He does not know what is checked; so nothing here looks at it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.papers_forgeries.second_bill import (
    Bill,
    Firm,
    Row,
    bank_account,
    bill,
    firm,
    number_of,
    rounded,
    tax_number,
)
from benchmarks.papers_forgeries.second_clean import AS_OF, Filed, Scene, World
from benchmarks.papers_forgeries.second_data import cii, hybrid, ubl
from benchmarks.papers_forgeries.second_letters import letter
from benchmarks.papers_forgeries.second_pages import DESIGNS, Look, page_of


def _filed(w: World, paper: Bill, *, store: Firm | None = None) -> Filed:
    return Filed(store=store or w.other, papers=[("invoice.pdf", w.page(paper))], bills=[paper])


def _theirs(w: World) -> Bill:
    """A genuine invoice of the dealer to the other store."""
    return w.bill(buyer=w.other, issued=AS_OF - timedelta(days=w.rng.randrange(20, 150)))


def _mine(w: World, paper: Bill) -> Bill:
    """The same with the forger's shop as the buyer."""
    made = paper.twin()
    made.buyer = w.store
    fresh = bill(made.seller, w.store, issued=made.issued, rng=random.Random(1))
    made.reverse, made.rate = fresh.reverse, fresh.rate  # he knows that goods from abroad bear no tax
    return made


# --- what stands on the lines


def quantity_and_all_sums(w: World) -> Scene:
    """One quantity times twenty, every sum made anew."""
    paper = w.bill()
    paper.rows[0].quantity *= 20
    return w.scene(paper)


def quantity_only(w: World) -> Scene:
    """One quantity, nothing else."""
    paper = w.bill()
    line = paper.rows[0]
    line.amount, line.quantity = line.net, line.quantity * 20
    return w.scene(paper)


def quantity_and_line(w: World) -> Scene:
    """Quantity and amount of the line; the totals stay."""
    paper = w.bill()
    paper.stale = {"net": paper.net, "tax": paper.tax, "gross": paper.gross}
    paper.rows[0].quantity *= 15
    return w.scene(paper)


def quantity_and_net(w: World) -> Scene:
    """Quantity, line and net; tax and gross are forgotten."""
    paper = w.bill(reverse=False, rate=Decimal(20))
    paper.stale = {"tax": paper.tax, "gross": paper.gross}
    paper.rows[0].quantity *= 12
    return w.scene(paper)


def other_brand_typed_over(w: World) -> Scene:
    """Cheap goods; the description is overwritten with the brand's, code and price stay."""
    paper = w.bill()
    for i, line in enumerate(paper.rows):
        line.model, line.gtin, line.price = f"LB-{70 + i}", "4006381333931", Decimal("7.90") + i
    return w.scene(paper)


def goods_of_another_brand(w: World) -> Scene:
    """A genuine invoice over another brand."""
    paper = w.bill()
    for i, line in enumerate(paper.rows):
        line.name, line.model, line.gtin = f"Corvane Backpack {i}", f"CV-{20 + i}", ""
    return w.scene(paper)


def model_swapped(w: World) -> Scene:
    """The dear model's name over the cheap one's article number."""
    paper = w.bill(rows=1)
    line = paper.rows[0]
    line.name, line.model = "Valmorel Soleil Tote Grande", "VM-4410"
    line.gtin, line.price = "8712345100056", Decimal("62.00")
    return w.scene(paper)


def gtin_made_up(w: World) -> Scene:
    """Article numbers with a wrong check digit."""
    paper = w.bill()
    for line in paper.rows:
        line.gtin = line.gtin[:-1] + str((int(line.gtin[-1]) + 3) % 10)
    w = World(rng=w.rng, design="letterhead", store=w.store, dealer=w.dealer, other=w.other)
    return w.scene(paper)


def price_of_a_copy(w: World) -> Scene:
    """The price that copies cost."""
    paper = w.bill()
    for line in paper.rows:
        line.price = rounded(line.price * Decimal("0.06"), paper.step)
    return w.scene(paper)


def price_of_a_shop(w: World) -> Scene:
    """Twenty times the price."""
    paper = w.bill()
    for line in paper.rows:
        line.price = line.price * 20
    return w.scene(paper)


def lines_merged(w: World) -> Scene:
    """Two invoices' lines on one paper; the totals are the first one's."""
    paper = w.bill(rows=2)
    paper.stale = {"net": paper.net, "tax": paper.tax, "gross": paper.gross}
    extra = bill(w.dealer, w.store, issued=paper.issued, rng=w.rng, rows=3)
    paper.rows += extra.rows
    return w.scene(paper)


def line_added(w: World) -> Scene:
    """A line of the brand's goods squeezed in with nothing for its price."""
    paper = w.bill(rows=2)
    for i, line in enumerate(paper.rows):
        line.name, line.model, line.gtin = f"Corvane Backpack {i}", f"CV-{20 + i}", ""
    paper.rows.append(
        Row(
            name="Valmorel Soleil Tote Grande",
            model="VM-4410",
            gtin="8712345100018",
            quantity=Decimal(50),
            price=Decimal(300),
        )
    )
    paper.stale = {"net": paper.net - 15000, "gross": paper.gross - rounded(15000 * (1 + paper.rate / 100))}
    return w.scene(paper)


# --- dates and numbers


def date_alone(w: World) -> Scene:
    """Two years old; only the date of issue is new."""
    paper = w.bill(issued=AS_OF - timedelta(days=w.rng.randrange(500, 800)))
    paper.due = paper.issued + timedelta(days=30)
    paper.issued = AS_OF - timedelta(days=w.rng.randrange(5, 60))
    return w.scene(paper)


def date_and_due(w: World) -> Scene:
    """Two years old; both dates new, the number kept."""
    old = AS_OF - timedelta(days=w.rng.randrange(500, 800))
    paper = w.bill(issued=AS_OF - timedelta(days=w.rng.randrange(5, 60)))
    paper.number = number_of(w.dealer, old)
    return w.scene(paper)


def years_old(w: World) -> Scene:
    """Handed in as it is, three years old."""
    return w.scene(w.bill(issued=AS_OF - timedelta(days=w.rng.randrange(700, 1200))))


def dated_tomorrow(w: World) -> Scene:
    """Dated ahead."""
    return w.scene(w.bill(issued=AS_OF + timedelta(days=w.rng.randrange(12, 90))))


def due_before_issue(w: World) -> Scene:
    """Due three months before it was issued."""
    paper = w.bill()
    paper.due = paper.issued - timedelta(days=90)
    return w.scene(paper)


def number_out_of_series(w: World) -> Scene:
    """The dealer's numbers rise; this one was thought up, and other stores' papers stand before and after it."""
    early, late = (
        w.bill(buyer=w.other, issued=AS_OF - timedelta(days=190)),
        w.bill(buyer=w.other, issued=AS_OF - timedelta(days=10)),
    )
    paper = w.bill(issued=AS_OF - timedelta(days=60))
    digits = "".join(c for c in late.number if c.isdigit())[-3:]
    paper.number = (
        late.number[:-3] + f"{min(999, int(digits) + 300):03d}" if int(digits) < 690 else early.number[:-3] + "001"
    )
    scene = w.scene(paper)
    scene.before = [_filed(w, early), _filed(w, late, store=firm(w.other.country, w.rng))]
    return scene


def number_of_another_paper(w: World) -> Scene:
    """The number of an invoice that another store handed in, with other content."""
    theirs = _theirs(w)
    paper = w.bill()
    paper.number = theirs.number
    return Scene(store=w.store, papers=[("invoice.pdf", w.page(paper))], bills=[paper], before=[_filed(w, theirs)])


def number_with_another_date(w: World) -> Scene:
    """The own invoice once more, with a later date."""
    first = w.bill(issued=AS_OF - timedelta(days=150))
    second = first.twin()
    second.issued, second.due, second.delivered = AS_OF - timedelta(days=20), None, None
    scene = w.scene(second)
    scene.before = [_filed(w, first, store=w.store)]
    return scene


# --- who bought


def borrowed(w: World) -> Scene:
    """Another store's invoice as it is."""
    return Scene(store=w.store, papers=[("invoice.pdf", w.page(_theirs(w)))])


def buyer_exchanged(w: World) -> Scene:
    """Another store's invoice with the own name; nothing else is changed."""
    return w.scene(_mine(w, _theirs(w)))


def buyer_exchanged_and_seen(w: World) -> Scene:
    """The same, and the other store had handed its own in."""
    theirs = _theirs(w)
    return w.scene(_mine(w, theirs), before=[_filed(w, theirs)])


def one_paper_two_stores(w: World) -> Scene:
    """The very same file, for which the other store has its right."""
    paper = _mine(w, _theirs(w))
    return w.scene(paper, before=[_filed(w, paper)])


def confusable_buyer(w: World) -> Scene:
    """A genuine invoice to a company that is called nearly like the store: other trade, same first word."""
    paper = w.bill().twin()
    stem = w.store.name.split()[0] if w.store.country not in {"CN", "JP", "TW"} else w.store.name[:4]
    paper.buyer = firm(w.store.country, w.rng)
    paper.buyer.name = f"{stem} Immobilien AG" if stem.isascii() else f"{stem}物流集团有限公司"
    return w.scene(paper)


def buyer_of_another_form(w: World) -> Scene:
    """The buyer is the store's namesake with another legal form, another address and tax number."""
    paper = w.bill().twin()
    other = firm(w.store.country, w.rng)
    name = w.store.name
    for form in (
        "GmbH & Co. KG",
        "GmbH",
        "S.r.l.",
        "S.p.A.",
        "Limited",
        "Ltd",
        "SARL",
        "B.V.",
        "S.L.",
        "SAS",
        "AG",
        "S.A.",
        "LLP",
        "KG",
    ):
        if name.endswith(form):
            name = name.removesuffix(form) + ("e.K." if "GmbH" in form else "Holding SE")
            break
    other.name = name
    paper.buyer = other
    return w.scene(paper)


def self_made(w: World) -> Scene:
    """The store is its own supplier."""
    paper = w.bill().twin()
    paper.seller = w.store
    return w.scene(paper)


# --- who issued


def dealer_out_of_thin_air(w: World) -> Scene:
    """A company that does not exist, with numbers that pass their check digits."""
    paper = w.bill().twin()
    paper.seller = firm(w.dealer.country, w.rng)
    return w.scene(paper)


def dealer_with_bad_numbers(w: World) -> Scene:
    """A company that does not exist, with numbers typed blindly."""
    paper = w.bill().twin()
    made = firm("DE", w.rng)
    made.vat, made.iban = "DE123456780", "DE00123456780012345678"
    paper.seller = made
    return w.scene(paper)


def other_bank(w: World) -> Scene:
    """The dealer as he is, the forger's account in another country."""
    paper = w.bill().twin()
    paper.seller.iban = bank_account("PL", w.rng)
    return w.scene(paper)


def other_tax_number(w: World) -> Scene:
    """The dealer's name and address, a valid tax number of somebody else."""
    paper = w.bill().twin()
    paper.seller.vat = tax_number(paper.seller.country, w.rng)
    return w.scene(paper)


def other_address(w: World) -> Scene:
    """The dealer's name, an address in another town."""
    paper = w.bill().twin()
    away = firm(paper.seller.country, w.rng)
    paper.seller.street, paper.seller.city, paper.seller.postcode = away.street, "Neustadt", "99999"
    return w.scene(paper)


def look_alike_letters(w: World) -> Scene:
    """The dealer's name with one letter that only looks the same, own account."""
    paper = w.bill().twin()
    name = paper.seller.name
    for old, new in (("rn", "m"), ("l", "I"), ("o", "0"), ("i", "l"), ("e", "é"), ("限", "眼"), ("会", "會")):
        if old in name[1:]:
            name = name[0] + name[1:].replace(old, new, 1)
            break
    paper.seller.name = name
    paper.seller.iban = bank_account(paper.seller.country, w.rng)
    paper.seller.vat = tax_number(paper.seller.country, w.rng)
    return w.scene(paper)


def word_added(w: World) -> Scene:
    """The dealer's name with a word more: Trading, Export, Group."""
    paper = w.bill().twin()
    made = firm(paper.seller.country, w.rng)
    parts = paper.seller.name.split()
    made.name = (
        " ".join([parts[0], w.rng.choice(["Trading", "Export", "Outlet"]), *parts[1:]])
        if len(parts) > 1
        else "新" + paper.seller.name
    )
    paper.seller = made
    return w.scene(paper)


def other_layout(w: World) -> Scene:
    """A bought template in the dealer's name; other stores had handed in his real ones."""
    real = [w.bill(buyer=w.other, issued=AS_OF - timedelta(days=d)) for d in (120, 90)]
    paper = w.bill(issued=AS_OF - timedelta(days=50))
    design = w.rng.choice([d for d in DESIGNS if d != w.design])
    look = Look(design=design, language=w.look(w.dealer).language, seed="bought")
    return Scene(
        store=w.store,
        papers=[("invoice.pdf", page_of(paper, look))],
        bills=[paper],
        before=[_filed(w, real[0]), _filed(w, real[1], store=firm(w.other.country, w.rng))],
    )


def template_sold_twice(w: World) -> Scene:
    """One invented dealer, one template, two stores: buyer and number differ."""
    seller = firm(w.dealer.country, w.rng)
    first = bill(seller, w.other, issued=AS_OF - timedelta(days=40), rng=w.rng)
    second = _mine(w, first)
    second.number = first.number[:-2] + f"{w.rng.randrange(100):02d}"
    return w.scene(second, before=[_filed(w, first)])


def template_other_values(w: World) -> Scene:
    """One template and one bank account under two invented names."""
    one, two = firm(w.dealer.country, w.rng), firm(w.dealer.country, w.rng)
    two.iban = one.iban
    first = bill(one, w.other, issued=AS_OF - timedelta(days=40), rng=w.rng)
    second = bill(two, w.store, issued=AS_OF - timedelta(days=33), rng=w.rng)
    look = Look(design=w.design, language=w.look(one).language, seed="sold")
    return Scene(
        store=w.store,
        papers=[("invoice.pdf", page_of(second, look))],
        bills=[second],
        before=[Filed(store=w.other, papers=[("invoice.pdf", page_of(first, look))], bills=[first])],
    )


# --- sums and tax


def gross_alone(w: World) -> Scene:
    """Another total."""
    paper = w.bill()
    paper.stale = {"gross": paper.gross + Decimal(w.rng.randrange(500, 4000))}
    return w.scene(paper)


def impossible_rate(w: World) -> Scene:
    """A rate that the country does not have, and all sums with it."""
    return w.scene(w.bill(rate=Decimal(37), reverse=False))


def reverse_charge_with_tax(w: World) -> Scene:
    """Reverse charge is claimed, and tax is charged."""
    paper = w.bill(rate=Decimal(20), reverse=False)
    paper.notes = ["Reverse charge. Intra-Community supply, VAT exempt."]
    return w.scene(paper)


def currency_swapped(w: World) -> Scene:
    """Yuan become euros, the figures stay."""
    paper = w.bill()
    for line in paper.rows:
        line.price = rounded(line.price / 8, paper.step)
    paper.currency = "EUR" if paper.currency != "EUR" else "USD"
    return w.scene(paper)


# --- kinds


def pro_forma_renamed(w: World) -> Scene:
    """A pro-forma whose title was painted over; its small print stayed."""
    paper = w.bill()
    paper.notes = ["This pro-forma is not an invoice and not valid for tax purposes. Prices valid for 30 days."]
    return w.scene(paper)


def pro_forma_as_it_is(w: World) -> Scene:
    """A pro-forma."""
    return w.scene(w.bill(kind="pro_forma"))


def quotation(w: World) -> Scene:
    """A quotation."""
    return w.scene(w.bill(kind="quote"))


def credit_note_as_invoice(w: World) -> Scene:
    """A credit note alone."""
    return w.scene(w.bill(kind="credit_note"))


def cancelled_invoice(w: World) -> Scene:
    """An invoice with the credit note that takes all of it back, handed in as two proofs."""
    paper = w.bill()
    back = paper.twin()
    back.kind, back.number, back.preceding = "credit_note", paper.number + "-C", paper.number
    back.notes = [f"Cancels {paper.number}"]
    return Scene(store=w.store, papers=[("a.pdf", w.page(paper)), ("b.pdf", w.page(back))], bills=[paper])


def one_piece_for_hundreds(w: World) -> Scene:
    """A genuine invoice over one piece, for five hundred."""
    paper = w.bill(rows=1)
    paper.rows[0].quantity = Decimal(1)
    return w.scene(paper, asked={paper.rows[0].model: 500})


# --- data


def page_changed(w: World) -> Scene:
    """Hybrid: the page shows twenty times the pieces, the data was forgotten."""
    paper = w.bill()
    shown = paper.twin()
    shown.rows[0].quantity *= 20
    return Scene(store=w.store, papers=[("invoice.pdf", hybrid(w.page(shown), cii(paper)))], bills=[paper])


def data_changed(w: World) -> Scene:
    """Hybrid: the data says twenty times the pieces, the page was forgotten."""
    paper = w.bill()
    said = paper.twin()
    said.rows[0].quantity *= 20
    return Scene(store=w.store, papers=[("invoice.pdf", hybrid(w.page(paper), cii(said)))], bills=[paper])


def buyer_changed_on_the_page(w: World) -> Scene:
    """Hybrid: the own name on the page, the other store's in the data."""
    theirs = _theirs(w)
    return Scene(store=w.store, papers=[("invoice.pdf", hybrid(w.page(_mine(w, theirs)), cii(theirs)))], bills=[theirs])


def data_of_two_years_ago(w: World) -> Scene:
    """Hybrid: a new date on the page alone."""
    old = w.bill(issued=AS_OF - timedelta(days=640))
    new = old.twin()
    new.issued = AS_OF - timedelta(days=20)
    return Scene(store=w.store, papers=[("invoice.pdf", hybrid(w.page(new), cii(old)))], bills=[old])


def ubl_edited(w: World) -> Scene:
    """UBL in an editor: quantity and line, totals kept."""
    paper = w.bill()
    paper.stale = {"net": paper.net, "tax": paper.tax, "gross": paper.gross}
    paper.rows[0].quantity *= 10
    return Scene(store=w.store, papers=[("invoice.xml", ubl(paper))], bills=[paper])


def ubl_made_anew(w: World) -> Scene:
    """UBL with everything consistent, of a dealer who never issued it."""
    paper = w.bill()
    paper.rows[0].quantity *= 10
    return Scene(store=w.store, papers=[("invoice.xml", ubl(paper))], bills=[paper])


def cii_wrong_country(w: World) -> Scene:
    """CII: the dealer's name, a tax number of a second country and a bank in a third."""
    paper = w.bill().twin()
    paper.seller.country = "DE"
    paper.seller.vat, paper.seller.iban = tax_number("FR", w.rng), bank_account("PL", w.rng)
    return Scene(store=w.store, papers=[("invoice.xml", cii(paper))], bills=[paper])


def painted_in_an_update(w: World) -> Scene:
    """The genuine file with a new content stream appended behind it."""
    paper = w.bill()
    data = w.page(paper)
    changed = paper.twin()
    changed.rows[0].quantity *= 20
    other = w.page(changed)
    start = other.index(b"5 0 obj")
    body = other[start : other.index(b"endobj", start) + 7]
    previous = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    size = int(data.rsplit(b"/Size ", 1)[1].split(b" ", 1)[0])
    place, table = len(data), len(data) + len(body) + 1
    update = body + b"\nxref\n5 1\n%010d 00000 n \n" % place
    update += b"trailer\n<< /Size %d /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (size, previous, table)
    return Scene(store=w.store, papers=[("invoice.pdf", data + update)], bills=[changed])


# --- letters


def letter_of_a_stranger(w: World) -> Scene:
    """A company without any standing authorizes the store."""
    return Scene(store=w.store, papers=[("letter.pdf", letter(w.rng, of=firm("DE", w.rng), to=w.store, passes=True))])


def letter_to_another(w: World) -> Scene:
    """The other store's letter."""
    return Scene(store=w.store, papers=[("letter.pdf", letter(w.rng, of="owner", to=w.other))])


def letter_ended(w: World) -> Scene:
    """It ended last month."""
    end = AS_OF - timedelta(days=30)
    return Scene(
        store=w.store, papers=[("letter.pdf", letter(w.rng, of="owner", to=w.store, start=date(2025, 1, 1), end=end))]
    )


def letter_of_another_brand(w: World) -> Scene:
    """A letter for another brand."""
    data = letter(w.rng, of=firm("FR", w.rng), to=w.store, brand="Corvane", mark="EUIPO 015555999")
    return Scene(store=w.store, papers=[("letter.pdf", data)])


def letter_to_oneself(w: World) -> Scene:
    """The store authorizes itself."""
    return Scene(store=w.store, papers=[("letter.pdf", letter(w.rng, of=w.store, to=w.store))])


def letters_in_a_circle(w: World) -> Scene:
    """A lets B, B lets A."""
    friend = firm("IT", w.rng)
    return Scene(
        store=w.store,
        papers=[
            ("1.pdf", letter(w.rng, of=friend, to=w.store, passes=True)),
            ("2.pdf", letter(w.rng, of=w.store, to=friend, passes=True)),
        ],
    )


def territory_widened(w: World) -> Scene:
    """The dealer has Germany, and gives the world."""
    return Scene(
        store=w.store,
        papers=[
            ("1.pdf", letter(w.rng, of="owner", to=w.dealer, passes=True, territory="Germany")),
            ("2.pdf", letter(w.rng, of=w.dealer, to=w.store, territory="worldwide")),
        ],
    )


def goods_widened(w: World) -> Scene:
    """The dealer has belts, and gives handbags."""
    return Scene(
        store=w.store,
        papers=[
            ("1.pdf", letter(w.rng, of="owner", to=w.dealer, passes=True, goods="belts")),
            ("2.pdf", letter(w.rng, of=w.dealer, to=w.store, goods="handbags")),
        ],
    )


def passed_on_without_leave(w: World) -> Scene:
    """The dealer may not pass it on."""
    return Scene(
        store=w.store,
        papers=[
            ("1.pdf", letter(w.rng, of="owner", to=w.dealer, passes=False)),
            ("2.pdf", letter(w.rng, of=w.dealer, to=w.store)),
        ],
    )


def middle_missing(w: World) -> Scene:
    """Owner to dealer, then a stranger to the store: the link between is not there."""
    return Scene(
        store=w.store,
        papers=[
            ("1.pdf", letter(w.rng, of="owner", to=w.dealer, passes=True)),
            ("2.pdf", letter(w.rng, of=firm("ES", w.rng), to=w.store)),
        ],
    )


def level_jumped(w: World) -> Scene:
    """A mall's flagship store at the third level."""
    middle = firm("FR", w.rng)
    return Scene(
        store=w.store,
        tier="mall",
        store_says={"kind": "flagship"},
        papers=[
            ("1.pdf", letter(w.rng, of="owner", to=w.dealer, passes=True)),
            ("2.pdf", letter(w.rng, of=w.dealer, to=middle, passes=True)),
            ("3.pdf", letter(w.rng, of=middle, to=w.store)),
        ],
    )


def letter_made_up(w: World) -> Scene:
    """A letter of the owner that he never wrote."""
    return Scene(store=w.store, papers=[("letter.pdf", letter(w.rng, of="owner", to=w.store))])


ATTACKS: dict[str, Callable[[World], Scene]] = {
    f.__name__: f
    for f in (
        quantity_and_all_sums,
        quantity_only,
        quantity_and_line,
        quantity_and_net,
        other_brand_typed_over,
        goods_of_another_brand,
        model_swapped,
        gtin_made_up,
        price_of_a_copy,
        price_of_a_shop,
        lines_merged,
        line_added,
        date_alone,
        date_and_due,
        years_old,
        dated_tomorrow,
        due_before_issue,
        number_out_of_series,
        number_of_another_paper,
        number_with_another_date,
        borrowed,
        buyer_exchanged,
        buyer_exchanged_and_seen,
        one_paper_two_stores,
        confusable_buyer,
        buyer_of_another_form,
        self_made,
        dealer_out_of_thin_air,
        dealer_with_bad_numbers,
        other_bank,
        other_tax_number,
        other_address,
        look_alike_letters,
        word_added,
        other_layout,
        template_sold_twice,
        template_other_values,
        gross_alone,
        impossible_rate,
        reverse_charge_with_tax,
        currency_swapped,
        pro_forma_renamed,
        pro_forma_as_it_is,
        quotation,
        credit_note_as_invoice,
        cancelled_invoice,
        one_piece_for_hundreds,
        page_changed,
        data_changed,
        buyer_changed_on_the_page,
        data_of_two_years_ago,
        ubl_edited,
        ubl_made_anew,
        cii_wrong_country,
        painted_in_an_update,
        letter_of_a_stranger,
        letter_to_another,
        letter_ended,
        letter_of_another_brand,
        letter_to_oneself,
        letters_in_a_circle,
        territory_widened,
        goods_widened,
        passed_on_without_leave,
        middle_missing,
        level_jumped,
        letter_made_up,
    )
}
