//! The numbers of enums without content, the same in every version. New numbers are added at the end.

use super::layout::tags;
use crate::domain;

tags! {
    Level = domain::Level { Goal = 0, Task = 1, Subtask = 2, Measure = 3 }

    Comparator = domain::Comparator { AtLeast = 0, AtMost = 1, Equal = 2, Between = 3, Within = 4 }

    Aggregation = domain::Aggregation { Sum = 0, Last = 1, Mean = 2, Max = 3 }

    DoubtKind = domain::DoubtKind {
        Reading = 0,
        DamagedLabel = 1,
        ShiftedColumns = 2,
        LooseValue = 3,
        SharedCell = 4,
        MisplacedNumber = 5,
        MissingNumber = 6,
        RepeatedNumber = 7,
        Date = 8,
        UnknownCondition = 9,
        Quarter = 10,
        LookAlikes = 11,
        LeftOver = 12,
        BothClaim = 13,
        Withdrawn = 14,
        Aggregation = 15,
        Formatting = 16,
        Hidden = 17,
    }

    FindingKind = domain::FindingKind {
        NoteOwed = 0,
        FactWithoutEvidence = 1,
        EvidenceDiffers = 2,
        EvidenceOutsideQuarter = 3,
        SplitDiffers = 4,
        WordsForNumber = 5,
        Overdue = 6,
        Doubt = 7,
        PercentSummed = 8,
        ShareIncomplete = 9,
        TotalMissing = 10,
        BehindPace = 11,
        LimitBroken = 12,
        Negative = 13,
        EvidenceLate = 14,
        EvidenceDuplicate = 15,
    }

    Stage = domain::Stage { Submitted = 0, Returned = 1, Approved = 2, Closed = 3, Reopened = 4 }

    RoleKind = domain::RoleKind { Viewer = 0, Performer = 1, Planner = 2, Approver = 3 }

    Verb = domain::Verb {
        CreatePlan = 0,
        EditHeader = 1,
        ArchivePlan = 2,
        UnarchivePlan = 3,
        DeletePlan = 4,
        AddNode = 5,
        EditNode = 6,
        MoveNode = 7,
        DeleteNode = 8,
        AddIndicator = 9,
        EditIndicator = 10,
        DeleteIndicator = 11,
        SetTarget = 12,
        SetFact = 13,
        SetNote = 14,
        SetFacts = 15,
        AddEvidence = 16,
        EditEvidence = 17,
        DeleteEvidence = 18,
        SettleDoubt = 19,
        AcceptFinding = 20,
        Import = 21,
        CloseQuarter = 22,
        ReopenQuarter = 23,
        RollOver = 24,
        Restore = 25,
        AcceptLoss = 26,
        SubmitQuarter = 28,
        ReturnQuarter = 29,
        ApproveQuarter = 30,
        SetRole = 31,
        RenamePerformer = 32,
        MergePerformers = 33,
        SplitPerformer = 34,
        DecideDebt = 27,
        SetTargets = 35,
        TellPerformersApart = 36,
        Flag = 37,
        Unflag = 38,
        SavePoint = 39,
    }
}
