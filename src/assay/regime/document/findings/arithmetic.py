"""Does the paper add up?

Who changes an amount, a quantity or a price on somebody else's invoice rarely changes everything that follows from it. The rules are those of
EN 16931 (BR-CO-10 to BR-CO-17), applied to every paper, not only to e-invoices. A page may say more than was read from it: a shipping charge,
a discount, a second tax rate, the tax in another currency. So where the missing difference is printed on the page, or an amount with which the sum
would hold, or where lines may have been overlooked, the sum is unclear and not wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Field, Reading
from assay.regime.document.values import amount_of, cent, is_exact, money, printed_amounts, text_of

NOTHING = Decimal(0)
MOST_DISCOUNT = Decimal("0.7")  # of what is left of the line
MOST_TAX = Decimal("1.28")  # with the highest tax of any country (Hungary, 27 %)


def arithmetic(reading: Reading, *, paper: str, policy: DocumentPolicy) -> tuple[Finding, ...]:
    """Findings about lines, their sum, allowances, tax and totals; amounts in the paper's currency."""
    sums = _Sums(reading, paper=paper, policy=policy)
    return (
        *sums.line_amounts(),
        *sums.sum_of_lines(),
        *sums.allowances(),
        *sums.net_total(),
        *sums.tax_rows(),
        *sums.gross_total(),
        *sums.payable(),
    )


class _Sums:
    """One paper's sums, rule by rule."""

    def __init__(self, reading: Reading, *, paper: str, policy: DocumentPolicy) -> None:
        self.reading, self.paper, self.policy = reading, paper, policy
        self.currency = text_of(reading.currency)
        self.cent = Decimal(1) if _in_whole_units(reading) else cent(self.currency)
        self.printed: Counter[Decimal] | None = None
        self.slack = max(Decimal(policy.arithmetic.tolerance_per_line), self.cent) * max(1, len(reading.lines))
        totals = reading.totals
        self.net, self.tax, self.gross = amount_of(totals.net), amount_of(totals.tax), amount_of(totals.gross)
        self.lines = amount_of(totals.lines)
        self.amounts = _without_subtotals(reading)

    def line_amounts(self) -> Iterable[Finding]:
        """Quantity x price - allowances + charges = amount (BT-131). A printed price is rounded, so its rounding times the quantity is allowed."""
        for i, line in enumerate(self.reading.lines, start=1):
            quantity, price, amount = amount_of(line.quantity), amount_of(line.price), amount_of(line.amount)
            if quantity is None or price is None or amount is None:
                continue
            less, more = amount_of(line.allowance) or NOTHING, amount_of(line.charge) or NOTHING
            computed = quantity * price - less + more
            slack = self.cent + abs(quantity) * _half_step(price)
            # A line's price may be net and its amount gross, or the other way round.
            rate = amount_of(line.tax_rate)
            with_tax = [] if rate is None else [computed * (1 + rate / 100), computed / (1 + rate / 100)]
            if any(abs(c - amount) <= slack * 2 for c in (computed, *with_tax)):
                continue
            if self._has_discount_column(i - 1, computed - amount):
                continue
            yield self._finding(
                Reason.LINE_AMOUNT_WRONG,
                seen=f"line {i}: {quantity} x {price} = {amount}",
                allowed=money(computed.quantize(self.cent, ROUND_HALF_UP), self.currency),
                rests_on=(line.amount, line.quantity, line.price),
                difference=amount - computed,
            )

    def _has_discount_column(self, index: int, less: Decimal) -> bool:
        """Is the line smaller by an amount that the page prints beside it, as every other line's is? Then a column of discounts was not read."""
        line = self.reading.lines[index]
        amount = amount_of(line.amount)
        if is_exact(line.amount) or amount is None or not 0 < less < abs(amount) * MOST_DISCOUNT:
            return False
        wanted = abs(less).quantize(self.cent, ROUND_HALF_UP)
        rows = [printed_amounts(row) for row in self.reading.text.splitlines()]
        return any(row[wanted] and row[abs(amount)] for row in rows)

    def sum_of_lines(self) -> Iterable[Finding]:
        """BR-CO-10: the lines' amounts add up to the lines' total, which is printed as such, as net, or (tills) as gross."""
        known = [a for a in self.amounts if a is not None]
        if not known or len(known) < len(self.amounts):
            return
        total = sum(known, NOTHING)
        less, more = self._document_allowances()
        targets = [t for t in (self.lines, self.net, self.gross) if t is not None]
        if self.lines is not None and is_exact(self.reading.totals.lines, *(x.amount for x in self.reading.lines)):
            targets = [self.lines]
        reachable = {total, total - less + more, total - less, total + more}
        if not targets or any(abs(r - t) <= self.slack for r in reachable for t in targets):
            return
        nearest = min(targets, key=lambda t: abs(total - t))
        # Lines that the reader overlooked make the sum too small, never too large.
        yield self._finding(
            Reason.SUM_OF_LINES_WRONG,
            seen=f"{len(known)} lines add up to {money(total, self.currency)}",
            allowed=money(nearest, self.currency),
            rests_on=(self._field_of(nearest), *(x.amount for x in self.reading.lines)),
            difference=total - nearest,
            would_hold=tuple(reachable),
            besides=tuple(known),
            overlooked=total < nearest
            or self._holds_a_total(known)
            or (len(known) == 1 and not self._multiplies_out()),
        )

    def _holds_a_total(self, known: list[Decimal]) -> bool:
        """Does a line name a rate in percent, and is it as large as all others together, or so with a tax? Then it is a row of totals."""
        if len(known) < 3 or is_exact(*(x.amount for x in self.reading.lines)):
            return False
        others = sum(known, NOTHING) - max(known)
        rows = [x for x in self.reading.lines if amount_of(x.amount) == max(known)]
        return others <= max(known) <= others * MOST_TAX and any("%" in text_of(x.description) for x in rows)

    def allowances(self) -> Iterable[Finding]:
        """BR-CO-11, BR-CO-12: document allowances and charges add up to their totals."""
        for is_charge, total_field in ((False, self.reading.totals.allowances), (True, self.reading.totals.charges)):
            stated = amount_of(total_field)
            rows = [a for a in self.reading.allowances if a.is_charge is is_charge]
            values = [amount_of(a.amount) for a in rows]
            if stated is None or not rows or None in values:
                continue
            total = sum((v for v in values if v is not None), NOTHING)
            if abs(abs(total) - abs(stated)) > self.slack:
                yield self._finding(
                    Reason.ALLOWANCES_WRONG,
                    seen=f"{'charges' if is_charge else 'allowances'} of {money(stated, self.currency)}",
                    allowed=money(total, self.currency),
                    rests_on=(total_field, *(a.amount for a in rows)),
                    difference=stated - total,
                )

    def net_total(self) -> Iterable[Finding]:
        """BR-CO-13: net = lines - allowances + charges."""
        if self.lines is None or self.net is None:
            return
        less, more = self._document_allowances()
        reachable = [self.lines - less + more]
        if not is_exact(self.reading.totals.net, self.reading.totals.lines):
            # On a page something else may have been taken for an allowance or a charge, and a sign may stand anywhere.
            reachable += [self.lines + a * less + b * more for a in (-1, 0, 1) for b in (-1, 0, 1)]
        if any(abs(r - self.net) <= self.slack for r in reachable):
            return
        # A till's or a consumer's invoice prints its lines with tax.
        if self.gross is not None and abs(self.lines - less + more - self.gross) <= self.slack:
            return
        yield self._finding(
            Reason.NET_TOTAL_WRONG,
            seen=f"net {money(self.net, self.currency)}",
            allowed=f"{self.lines} - {less} + {more}",
            rests_on=(self.reading.totals.net, self.reading.totals.lines),
            difference=self.net - (self.lines - less + more),
            would_hold=(self.lines - less + more, self.net + less - more),
            overlooked=bool(less or more),
        )

    def tax_rows(self) -> Iterable[Finding]:
        """BR-CO-17: tax = base x rate, rounded; BR-CO-14: the rows add up to the tax total."""
        amounts = []
        for row in self.reading.taxes:
            base, rate, amount = amount_of(row.base), amount_of(row.rate), amount_of(row.amount)
            amounts.append(amount)
            if rate is None or amount is None:
                continue
            if base is None and len(self.reading.taxes) == 1:
                base = self.net
            if base is None:
                continue
            computed = base * rate / 100
            if abs(computed - amount) <= max(self.slack, self.cent * 2):
                continue
            yield self._finding(
                Reason.TAX_WRONG,
                seen=f"{rate.normalize():f} % of {base} is stated as {amount}",
                allowed=money(computed.quantize(self.cent, ROUND_HALF_UP), self.currency),
                rests_on=(row.amount, row.rate, row.base),
                difference=amount - computed,
                would_hold=(computed, *((amount * 100 / rate,) if rate else ())),
                overlooked=row.base is None and len(_rates(self.reading.text)) != 1,
            )
        known = [a for a in amounts if a is not None]
        if self.tax is None or not known or len(known) < len(amounts):
            return
        if (
            not is_exact(*(r.amount for r in self.reading.taxes))
            and len(set(known)) == 1
            and abs(known[0] - self.tax) <= self.slack
        ):
            return  # one row that was read twice
        if abs(sum(known, NOTHING) - self.tax) > self.slack:
            yield self._finding(
                Reason.TAX_WRONG,
                seen=f"tax {money(self.tax, self.currency)}",
                allowed=money(sum(known, NOTHING), self.currency),
                rests_on=(self.reading.totals.tax, *(r.amount for r in self.reading.taxes)),
                difference=self.tax - sum(known, NOTHING),
                would_hold=(sum(known, NOTHING),),
                overlooked=sum(known, NOTHING) < self.tax,
            )

    def gross_total(self) -> Iterable[Finding]:
        """BR-CO-15: gross = net + tax."""
        if self.net is None or self.gross is None or self.tax is None:
            return
        if abs(self.net + self.tax - self.gross) <= max(self.slack, self.cent * 2):
            return
        yield self._finding(
            Reason.GROSS_TOTAL_WRONG,
            seen=f"{self.net} + {self.tax} = {money(self.gross, self.currency)}",
            allowed=money(self.net + self.tax, self.currency),
            rests_on=(self.reading.totals.gross, self.reading.totals.net, self.reading.totals.tax),
            difference=self.gross - self.net - self.tax,
            would_hold=(self.net + self.tax, self.gross - self.net, self.gross - self.tax),
            # No tax of this kind takes more than a third; such a number was read from somewhere else on the page.
            overlooked=abs(self.tax) * 3 > abs(self.net),
        )

    def payable(self) -> Iterable[Finding]:
        """BR-CO-16: to pay = gross - paid before + rounding."""
        due = amount_of(self.reading.totals.payable)
        if due is None or self.gross is None:
            return
        if not is_exact(self.reading.totals.payable) and _is_no_sum(due, self.gross, text=self.reading.text):
            return
        paid = amount_of(self.reading.totals.prepaid) or NOTHING
        if not is_exact(self.reading.totals.prepaid):
            paid = abs(paid)  # a page prints what was paid as 50.00 or as -50.00
        rounding = amount_of(self.reading.totals.rounding) or NOTHING
        if abs(self.gross - paid + rounding - due) <= max(self.slack, self.cent * 2) or (due == 0 and paid == 0):
            return
        yield self._finding(
            Reason.PAYABLE_WRONG,
            seen=f"to pay {money(due, self.currency)}",
            allowed=f"{self.gross} - {paid} + {rounding}",
            rests_on=(self.reading.totals.payable, self.reading.totals.gross),
            difference=due - (self.gross - paid + rounding),
        )

    def _shows(self, amount: Decimal, *, besides: tuple[Decimal, ...] = ()) -> bool:
        """Does the page print this amount, to the cent, once more than `besides` say it? The numbers of a page are looked for once."""
        if self.printed is None:
            self.printed = printed_amounts(self.reading.text)
        wanted = abs(amount).quantize(self.cent, ROUND_HALF_UP)
        known = sum(1 for b in besides if abs(b).quantize(self.cent, ROUND_HALF_UP) == wanted)
        return amount != 0 and self.printed[wanted] > known

    def _multiplies_out(self) -> bool:
        """Does every line follow from its quantity and price? Then its amount was read rightly."""
        products = [(amount_of(x.quantity), amount_of(x.price), amount_of(x.amount)) for x in self.reading.lines]
        return all(
            q is not None and p is not None and a is not None and abs(q * p - a) <= self.cent + abs(q) * _half_step(p)
            for q, p, a in products
        )

    def _document_allowances(self) -> tuple[Decimal, Decimal]:
        """Totals of allowances and charges, stated or summed."""
        result = []
        for is_charge, stated in ((False, self.reading.totals.allowances), (True, self.reading.totals.charges)):
            value = amount_of(stated)
            if value is None:
                rows = (amount_of(a.amount) for a in self.reading.allowances if a.is_charge is is_charge)
                value = sum((r for r in rows if r is not None), NOTHING)
            # A page prints a discount as 5.00 or as -5.00; data has one sign (BT-107), negative on a correction.
            result.append(value if is_exact(stated, *(a.amount for a in self.reading.allowances)) else abs(value))
        return result[0], result[1]

    def _field_of(self, total: Decimal) -> Field | None:
        totals = self.reading.totals
        return next((f for f in (totals.lines, totals.net, totals.gross) if amount_of(f) == total), None)

    def _finding(
        self,
        reason: Reason,
        *,
        seen: str,
        allowed: str,
        rests_on: tuple[Field | None, ...],
        difference: Decimal,
        would_hold: tuple[Decimal, ...] = (),
        besides: tuple[Decimal, ...] = (),
        overlooked: bool = False,
    ) -> Finding:
        """`would_hold`: amounts with which the rule holds; where the page prints one of them, another may have been read in its place.

        `besides`: amounts that were read where they stand. That the only line is printed does not say that a total was misread.
        """
        exact = is_exact(*rests_on)
        explained = not exact and any(self._shows(a, besides=besides) for a in (difference, *would_hold))
        return found(
            reason,
            policy=self.policy,
            paper=self.paper,
            seen=seen,
            allowed=allowed,
            mend="Ask the issuer for a corrected invoice.",
            rests_on=rests_on,
            unsure=not exact and (overlooked or explained),
        )


def _without_subtotals(reading: Reading) -> list[Decimal | None]:
    """The lines' amounts. On a page, a row that only repeats the sum of the rows above it is a subtotal that was taken for a line."""
    amounts: list[Decimal | None] = []
    for line in reading.lines:
        amount = amount_of(line.amount)
        above = [a for a in amounts if a is not None]
        bare = line.quantity is None and line.price is None and not is_exact(line.amount)
        if bare and len(above) == len(amounts) > 0 and amount == sum(above, NOTHING):
            continue
        amounts.append(amount)
    return amounts


def _is_no_sum(due: Decimal, gross: Decimal, *, text: str) -> bool:
    """A whole number that is printed without cents, beside a total with cents, is a year, a day or a count that stands by the label."""
    if due != due.to_integral_value() or gross == gross.to_integral_value():
        return False
    return re.search(rf"(?<!\d){_grouped(abs(int(due)))}[.,]\d\d(?!\d)", text) is None


def _grouped(number: int) -> str:
    """A pattern for the number with any mark between its thousands."""
    return r"[.,'’\s]?".join(f"{number:,}".split(","))


def _in_whole_units(reading: Reading) -> bool:
    """Has no amount a part behind the point? Then the paper is rounded to whole units, whatever sign stands beside (¥ is yen and yuan)."""
    totals = reading.totals
    fields = (totals.net, totals.tax, totals.gross, *(line.amount for line in reading.lines))
    amounts = [a for a in map(amount_of, fields) if a is not None]
    return len(amounts) >= 3 and all(a == a.to_integral_value() for a in amounts)


def _rates(text: str) -> set[str]:
    """The percentages that the page prints; a second one may be a second tax rate, a discount, or interest."""
    return {
        m.group(1).replace(",", ".").rstrip("0").rstrip(".")
        for m in re.finditer(r"(\d{1,2}(?:[.,]\d{1,2})?)\s?%", text)
    }


def _half_step(price: Decimal) -> Decimal:
    """Half of the last printed place of a price: what its rounding may have hidden."""
    exponent = price.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Decimal(1).scaleb(-max(places, 2)) / 2
