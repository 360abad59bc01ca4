using Proscenium.Heads;

namespace Proscenium.Live.Tracking;

/// <summary>Poses in messages of Open Sound Control. Where each coordinate has a message of its own, the others stay as they were told last.</summary>
sealed class OscFormat : IPoseFormat
{
    /// <summary>The name.</summary>
    public const string FormatName = "osc";

    const PoseAxes Position = PoseAxes.Left | PoseAxes.Forward | PoseAxes.Up;

    readonly OscTemplate _template;
    readonly OscMessage _receive;
    readonly PoseAxes _needed;
    PoseAxes _known, _told; // since the beginning; by this packet
    HeadPose _pose;
    bool _isWrong;

    /// <summary>Messages of a template.</summary>
    public OscFormat(OscTemplate template) => (_template, _receive, _needed) = (template, Take, template.Axes & Position);

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public int UsualPort => 4001;

    /// <inheritdoc/>
    public double UsualMetres => 1;

    /// <inheritdoc/>
    public bool Holds => true;

    /// <inheritdoc/>
    public PoseReading Read(ReadOnlySpan<byte> datagram, out HeadPose pose)
    {
        HeadPose before = _pose;
        (_told, _isWrong) = (PoseAxes.None, false);
        bool isRead = OscPacket.Read(datagram, _receive) && !_isWrong;
        if (!isRead) _pose = before;
        else _known |= _told;
        pose = _pose;
        return !isRead ? PoseReading.Garbage : (_told & Position) != 0 && (_known & _needed) == _needed ? PoseReading.Pose : PoseReading.NoPose;
    }

    void Take(ReadOnlySpan<byte> address, ReadOnlySpan<double> numbers)
    {
        foreach ((byte[] wanted, OscArgument[] arguments) in _template.Messages)
            if (address.SequenceEqual(wanted)) Take(arguments, numbers);
    }

    void Take(OscArgument[] arguments, ReadOnlySpan<double> numbers)
    {
        _isWrong |= numbers.Length < arguments.Length;
        for (int n = 0; n < arguments.Length && !_isWrong; n++)
        {
            double value = arguments[n].Sign * numbers[n];
            if (arguments[n].Axis == PoseAxes.None) continue;
            _isWrong |= !double.IsFinite(value);
            _told |= arguments[n].Axis;
            _pose = arguments[n].Axis switch
            {
                PoseAxes.Left => _pose with { Left = value },
                PoseAxes.Forward => _pose with { Forward = value },
                PoseAxes.Up => _pose with { Up = value },
                _ => _pose with { YawDegrees = value },
            };
        }
    }
}
