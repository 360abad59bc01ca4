namespace Proscenium.Live.Control;

/// <summary>One answered trial.</summary>
/// <param name="FirstIsPlan">True where 1 was the plan and 2 the untreated plan, or X was A.</param>
/// <param name="Answer">1 or 2, a or b.</param>
readonly record struct BlindTrial(bool FirstIsPlan, char Answer)
{
    /// <summary>True where the plan was preferred, or X was identified correctly.</summary>
    public bool IsSuccess => FirstIsPlan == (Answer is '1' or 'a');
}
