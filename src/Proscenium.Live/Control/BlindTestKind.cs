namespace Proscenium.Live.Control;

/// <summary>What a blind test asks.</summary>
public enum BlindTestKind
{
    /// <summary><c>ab</c>: which of 1 and 2 is preferred; one is the plan, the other its untreated twin.</summary>
    Preference,

    /// <summary><c>abx</c>: which of A, the plan, and B, its untreated twin, X is.</summary>
    Identification,
}
