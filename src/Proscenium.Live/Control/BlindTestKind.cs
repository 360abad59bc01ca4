namespace Proscenium.Live.Control;

/// <summary>What a blind test asks.</summary>
enum BlindTestKind
{
    /// <summary><c>ab</c>: which of 1 and 2 is preferred; one is the plan, the other the untreated plan.</summary>
    Preference,

    /// <summary><c>abx</c>: which of A, the plan, and B, the untreated plan, X is.</summary>
    Identification,
}
