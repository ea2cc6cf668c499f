//! The layout of a plan's header. It is not declared by the macro, because its last field has grown in place.

use serde::{Deserialize, Serialize};

use super::{
    super::{Lay, Upgrade, layout::Text},
    record::{Signature, Span},
};
use crate::domain;

/// A plan's header.
#[derive(Serialize, Deserialize)]
pub struct Header<'a> {
    slug: Text<'a>,
    title: Text<'a>,
    organisation: Text<'a>,
    period: Span,
    form: Option<Text<'a>>,
    preamble: Vec<Text<'a>>,
    approval: Option<Signature<'a>>,
    signatures: Vec<Signature<'a>>,
    year_start: i8,
    end: End<'a>,
}

/// Whether the plan is archived, and the organisation in the genitive where it is known. The first two tags have the
/// bytes of the `bool` that once ended the header, so that such headers are read too.
#[derive(Serialize, Deserialize)]
enum End<'a> {
    Current,
    Archived,
    CurrentOf(Text<'a>),
    ArchivedOf(Text<'a>),
}

impl<'a> Lay<&'a domain::Header> for Header<'a> {
    fn lay(from: &'a domain::Header) -> Self {
        let domain::Header {
            slug,
            title,
            organisation,
            organisation_genitive,
            period,
            form,
            preamble,
            approval,
            signatures,
            year_start,
            archived,
        } = from;
        Self {
            slug: Lay::lay(slug),
            title: Lay::lay(title),
            organisation: Lay::lay(organisation),
            period: Lay::lay(period),
            form: Lay::lay(form),
            preamble: Lay::lay(preamble),
            approval: Lay::lay(approval),
            signatures: Lay::lay(signatures),
            year_start: *year_start,
            end: match (archived, organisation_genitive) {
                (false, None) => End::Current,
                (true, None) => End::Archived,
                (false, Some(genitive)) => End::CurrentOf(Lay::lay(genitive)),
                (true, Some(genitive)) => End::ArchivedOf(Lay::lay(genitive)),
            },
        }
    }
}

impl Upgrade<domain::Header> for Header<'_> {
    fn upgrade(self) -> Option<domain::Header> {
        let (archived, genitive) = match self.end {
            End::Current => (false, None),
            End::Archived => (true, None),
            End::CurrentOf(genitive) => (false, Some(genitive)),
            End::ArchivedOf(genitive) => (true, Some(genitive)),
        };
        Some(domain::Header {
            slug: self.slug.upgrade()?,
            title: self.title.upgrade()?,
            organisation: self.organisation.upgrade()?,
            organisation_genitive: genitive.upgrade()?,
            period: self.period.upgrade()?,
            form: self.form.upgrade()?,
            preamble: self.preamble.upgrade()?,
            approval: self.approval.upgrade()?,
            signatures: self.signatures.upgrade()?,
            year_start: self.year_start,
            archived,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{
        codec,
        fixture::header,
        wire::{RecordPage, StoredRecord},
    };

    fn stored(header: domain::Header) -> Vec<u8> {
        let (key, record) = (domain::RecordKey::Header, domain::Record::from(header));
        let records = vec![StoredRecord { key, revision: 1, record }];
        codec::encode(&RecordPage { plan: domain::PlanId(7), records }).unwrap()
    }

    #[test]
    fn a_header_comes_back_with_and_without_the_genitive() {
        for archived in [false, true] {
            for genitive in [None, Some("Пролісок-центру".to_owned())] {
                let header = domain::Header { organisation_genitive: genitive, archived, ..header("plan") };
                let page: RecordPage = codec::decode(&stored(header.clone())).unwrap();
                let record = page.records.into_iter().next().map(|stored| stored.record);
                assert_eq!(record, Some(domain::Record::from(header)));
            }
        }
    }

    /// A header that ended with whether the plan is archived has the same bytes as one without the genitive.
    #[test]
    fn the_header_before_the_genitive_is_read() {
        for archived in [false, true] {
            let bytes = stored(domain::Header { archived, ..header("plan") });
            assert_eq!(bytes.last(), Some(&u8::from(archived)));
        }
    }
}
