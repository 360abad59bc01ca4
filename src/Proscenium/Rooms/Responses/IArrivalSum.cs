namespace Proscenium.Rooms.Responses;

/// <summary>A response being summed, arrival by arrival. Implemented by structs, so that each use gets a loop of its own.</summary>
interface IArrivalSum<TSelf>
    where TSelf : struct, IArrivalSum<TSelf>
{
    /// <summary>Nothing has arrived yet.</summary>
    static abstract TSelf Silence(ResponseFrame frame);

    /// <summary>Adds an arrival.</summary>
    /// <param name="metres">Length of its way.</param>
    /// <param name="pressure">What arrives, by band; the air has taken nothing yet.</param>
    void Add(double metres, OctaveValues pressure);

    /// <summary>Adds what another thread summed in the same frame.</summary>
    void Add(TSelf share);

    /// <summary>The response, from when the source sounds.</summary>
    double[] Response();
}
