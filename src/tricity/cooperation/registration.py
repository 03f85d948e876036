"""What other apps must know of this one: what is found, which jobs there are, what waits on desks, panels of pages."""

from __future__ import annotations


def register() -> None:
    from tricity.accounts import desk
    from tricity.cooperation import desks, directory_panels, queries, record_panels
    from tricity.cooperation.actions import synthesis, taking_in, wishing
    from tricity.cooperation.digests import candidates, present
    from tricity.cooperation.documents import documents
    from tricity.cooperation.emergent import desks as emergent_desks
    from tricity.cooperation.ideas.registration import register as register_ideas
    from tricity.cooperation.models import Opportunity, TopicProposal
    from tricity.directory import panels
    from tricity.jobs.registry import job
    from tricity.knowledge import followers, sections
    from tricity.knowledge.publication.disclosure import tell_who_is_matched
    from tricity.search.registry import Indexed
    from tricity.search.registry import register as register_kind

    register_kind(
        Indexed(
            kind="opportunity",
            model=Opportunity,
            documents=documents,
            present=present,
            template="cooperation/opportunity_card.html",
        )
    )
    job(wishing.JOB)(synthesis.do_synthesis)
    job(wishing.TAKE_IN)(taking_in.take_in)
    followers.follow(wishing.follow_changes)
    tell_who_is_matched(queries.matched_among)
    panels.register(directory_panels.opportunities)
    sections.register(record_panels.similar_work)
    for source in (*desks.SOURCES, *emergent_desks.SOURCES):
        desk.register_source(source)
    desk.register_names(TopicProposal, emergent_desks.names)
    desk.register_names(Opportunity, candidates.titles)
    register_discussion()
    register_ideas()


def register_discussion() -> None:
    """Published candidates are discussed; one may write to the bodies they name."""
    from tricity.cooperation import queries, rules
    from tricity.cooperation.digests.candidates import titles
    from tricity.cooperation.models import Opportunity
    from tricity.discussion.registry import Discussable, register

    register(
        Discussable(
            kind="opportunity",
            model=Opportunity,
            title=lambda row, language: titles([row], language)[row.pk],
            may_read=rules.may_read,
            is_public=lambda row: row.is_public,
            is_open=lambda row: row.is_public,
            countries=lambda row: row.countries,
            bodies=lambda row: list(queries.recipients_of(row).values_list("code", flat=True)),
        )
    )
