using Proscenium.Engine.Dsp;

namespace Proscenium.Studio.Listening;

/// <summary>Responses to both ears that a song is heard through.</summary>
/// <param name="Feeds">What feeds each of them.</param>
/// <param name="Responses">One for each feed, feeds x 2 ears x taps.</param>
sealed record HeardSet(IReadOnlyList<Feed> Feeds, FirMatrix Responses)
{
    /// <summary>The same without the inputs that nothing feeds.</summary>
    public HeardSet Fed()
    {
        int[] fed = [.. Enumerable.Range(0, Feeds.Count).Where(input => Feeds[input].Parts.Count > 0)];
        FirMatrix responses = new(fed.Length, 2, Responses.Taps);
        for (int n = 0; n < fed.Length; n++)
            for (int ear = 0; ear < 2; ear++) Responses[fed[n], ear].CopyTo(responses[n, ear]);
        return new([.. fed.Select(input => Feeds[input])], responses);
    }
}
