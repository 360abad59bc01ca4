namespace Proscenium.Rooms;

/// <summary>Where a point of a plane lies with respect to a polygon in it.</summary>
enum Place
{
    /// <summary>Beyond its edge.</summary>
    Outside,

    /// <summary>On its edge, up to round-off.</summary>
    Edge,

    /// <summary>Within its edge.</summary>
    Inside,
}
