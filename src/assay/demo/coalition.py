"""What happens in the sample's coalition? Brands found it, others are voted in, an interest surfaces, a member is suspended, and projects go on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assay.actions import coalition, project
from assay.demo.applications import Standing
from assay.demo.cast import Act, Cast, On
from assay.demo.market import Market
from assay.records.models import Member, MemberVote, Notifier, Project
from assay.regime.coalition.conflicts import InterestKind

FOUNDERS = ("maison-orvelle", "bellandri", "veltrano", "fjellvik", "kestrix")
MALL = "second-chance-mall"
JOINING = (  # identifier, name, category, the agent's account
    (MALL, "Second Chance Mall", "general", ""),
    ("agent-keller", "Keller & Sand", "law_firm", "agent-keller"),
    ("watchmakers", "Association of Watchmakers", "association", ""),
)


@dataclass
class Coalition:
    """Makes the acts of members and of the board. `seen`: name and bytes of a forged paper that a brand has come across."""

    cast: Cast
    seen: tuple[str, bytes] | None
    projects: dict[str, Project] = field(default_factory=dict)

    def is_founded(self) -> Act:
        """Five brands found the coalition."""

        def act(at: datetime) -> None:
            for brand_id in FOUNDERS:
                brand = self.cast.brands[brand_id]
                by = self.cast.people["bruna"]
                coalition.found(member_id=brand_id, name=brand.name, category="brand", brand=brand, by=by, at=at)

        return act

    def others_apply(self) -> Act:
        """An intermediary, a law firm and an association ask to be admitted."""

        def act(at: datetime) -> None:
            for member_id, name, category, agent in JOINING:
                coalition.apply_for_membership(
                    member_id=member_id,
                    name=name,
                    category=category,
                    notifier=Notifier.objects.filter(pk=agent).first() if agent else None,
                    by=self.cast.people["basil"],
                    at=at,
                )

        return act

    def members_vote(self) -> Act:
        """The founders vote on who has applied; one of them is against the mall."""

        def act(at: datetime) -> None:
            for vote in MemberVote.objects.filter(question=coalition.ADMIT, decided__isnull=True).order_by("opened_at"):
                for brand_id in FOUNDERS[:4]:
                    against = brand_id == "veltrano" and vote.about_id == MALL
                    coalition.vote(vote=vote.pk, by=self.cast.people.of_brand[brand_id], yes=not against, at=at)

        return act

    def brand_quits(self, brand_id: str) -> Act:
        """A brand leaves in protest."""
        return lambda at: coalition.quit_coalition(
            member=Member.objects.get(pk=brand_id), by=self.cast.people.of_brand[brand_id], at=at
        )

    def interest_surfaces(self) -> Act:
        """Shares of a board member in the mall come to light; they were never declared."""
        return lambda at: coalition.declare_interest(
            holder="basil",
            party=Member.objects.get(pk=MALL),
            kind=InterestKind.SHARES,
            since=(at - timedelta(days=900)).date(),
            declared=False,
            by=self.cast.people["bruna"],
            at=at,
        )

    def board_decides(self, question: str) -> Act:
        """The board votes on the mall; who has an interest is recused."""

        def act(at: datetime) -> None:
            mall = Member.objects.get(pk=MALL)
            vote = coalition.call_board(
                member=mall, category="", question=question, by=self.cast.people["bruna"], at=at
            )
            for who in ("bruna", "birgit"):
                coalition.vote(vote=vote.pk, by=self.cast.people[who], yes=True, at=at)
            coalition.close_vote(vote=vote.pk, at=at)

        return act

    def board_is_asked(self, question: str) -> Act:
        """A vote of the board runs; nobody has voted yet."""
        return lambda at: coalition.call_board(
            member=Member.objects.get(pk=MALL), category="", question=question, by=self.cast.people["birgit"], at=at
        )

    def project_begins(self, brand_id: str, name: str) -> Act:
        """The office begins a project with a brand."""

        def act(at: datetime) -> None:
            self.projects[brand_id] = project.begin(
                brand=self.cast.brands[brand_id], name=name, by=self.cast.people["edith"], at=at
            )

        return act

    def is_posted(self, brand_id: str, text: str, *, by_brand: bool, file: bool = False) -> Act:
        """One of the two writes into the thread."""

        def act(at: datetime) -> None:
            by = self.cast.people.of_brand[brand_id] if by_brand else self.cast.people["elena"]
            attached = self.seen if file else None
            project.post(project=self.projects[brand_id].pk, by=by, text=text, file=attached, at=at)

        return act


def plan(market: Market, cast: Cast, *, on: On) -> None:
    """Plan the scenes: `on` takes how many days ago a scene happens, and its act."""
    forged = [p for a in market.applications if a.standing is Standing.FORGED for p in a.papers if p.attack]
    scenes = Coalition(cast=cast, seen=(forged[0].filename, forged[0].data) if forged else None)
    on(70, scenes.is_founded())
    on(58, scenes.others_apply())
    on(52, scenes.members_vote())
    on(45, scenes.project_begins("maison-orvelle", "Copies of the clasp bag"))
    on(44, scenes.is_posted("maison-orvelle", "These we have seen since spring.", by_brand=True, file=True))
    on(38, scenes.brand_quits("veltrano"))
    on(24, scenes.interest_surfaces())
    on(21, scenes.board_decides(coalition.SUSPEND))
    on(12, scenes.is_posted("maison-orvelle", "Two stores are closed; a third shares their account.", by_brand=False))
    on(0.4, scenes.board_is_asked(coalition.REINSTATE))
