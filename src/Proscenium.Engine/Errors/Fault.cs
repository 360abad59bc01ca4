namespace Proscenium.Engine.Errors;

/// <summary>What is wrong and what repairs it, in words that hold for whoever calls; a front end may put its own cure in place of this one.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Sentence">The file and the fault.</param>
/// <param name="Cure">What repairs it; null where the sentence says it.</param>
/// <param name="Value">What a cure takes, as its code says: a rate in Hz, a layout, a folder; or null.</param>
sealed record Fault(string Code, string Sentence, string? Cure = null, string? Value = null)
{
    /// <summary>The file and the fault, without a full stop and without control characters.</summary>
    public string Sentence { get; init; } = PrintableText.Of(Sentence).TrimEnd('.');

    /// <summary>One sentence of the fault and the cure.</summary>
    public override string ToString()
    {
        string whole = Cure is null ? Sentence : $"{Sentence}: {PrintableText.Of(Cure)}";
        return whole.EndsWith('?') ? whole : whole + ".";
    }
}
