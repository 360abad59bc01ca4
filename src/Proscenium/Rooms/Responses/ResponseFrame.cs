using System.Globalization;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Rooms.Responses;

/// <summary>What all sums for responses between two points share: their length and rate, and what comes before and after the samples that are kept.</summary>
sealed class ResponseFrame
{
    /// <summary>About a minute's work where beams are traced, which costs more for each image the more of them there are, and most in rooms with corners that point inwards.</summary>
    const double MaxConvexTraced = 2e5, MaxTraced = 2e4;

    /// <summary>Checks what is asked for.</summary>
    /// <exception cref="SettingException">A point is not in the room, or a setting out of its range.</exception>
    public ResponseFrame(Room room, Position source, Position receiver, RoomSimulation how)
    {
        how.Check(room, source, receiver);
        (Room, How, SamplesPerMetre) = (room, how, how.SampleRate / Air.SpeedOfSound);
        Samples = (int)Math.Ceiling(how.LengthIn(room, source, receiver) * how.SampleRate);
        SumLength = Samples + 2 * ArrivalKernel.Reach + (int)Math.Ceiling(2 * how.JitterMetres * SamplesPerMetre) + 1;
    }

    /// <summary>Refuses what would take too long or too much memory.</summary>
    /// <param name="maxImages">As many as can be summed.</param>
    /// <exception cref="SettingException">There would be more.</exception>
    public void RequireAtMost(double maxImages)
    {
        double most = Room is PolygonRoom polygon ? Math.Min(maxImages, polygon.IsConvex ? MaxConvexTraced : MaxTraced) : maxImages;
        double longest = How.HasTail(Room) ? Math.Min(Metres, RoomSimulation.MixingSeconds(Room) * Air.SpeedOfSound) : Metres, images = 4 * Math.PI / 3 * Math.Pow(longest, 3) / Room.Volume;
        if (Room.IsReverberant && images > most)
        {
            double seconds = Math.Floor(100 * Math.Cbrt(3 * most * Room.Volume / (4 * Math.PI)) / Air.SpeedOfSound) / 100;
            string value = seconds.ToString("0.##", CultureInfo.InvariantCulture);
            throw new SettingException(new Fault(ErrorCodes.RoomResponseTooLong, FormattableString.Invariant($"{longest / Air.SpeedOfSound:0.##} s of exact image sources in '{Room.Name}' would take too long, {images:0.0e0} of them"),
                $"give a length of {value} s or less, or take the late tail", value));
        }
    }

    /// <summary>Says what walls and air take.</summary>
    public Room Room { get; }

    /// <summary>Rate, threads, tail.</summary>
    public RoomSimulation How { get; }

    /// <summary>How much later a sound arrives for each metre of its way.</summary>
    public double SamplesPerMetre { get; }

    /// <summary>Length of a response, from when the source sounds.</summary>
    public int Samples { get; }

    /// <summary>Length of a sum, from <see cref="ArrivalKernel.Reach"/> before the source sounds.</summary>
    public int SumLength { get; }

    /// <summary>The longest way that arrives in time.</summary>
    public double Metres => Samples / SamplesPerMetre;

    /// <summary>True where walls and air treat all bands alike, so that one of them is enough.</summary>
    public bool HasOneBand => Room.Air is null && Room.Walls.All(wall => wall.Surface.IsUniform);
}
