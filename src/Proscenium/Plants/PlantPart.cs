using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;

namespace Proscenium.Plants;

/// <summary>A part of what a driver radiates, with its measured strength left out: an ideal driver has one, a measured one up to three.</summary>
/// <param name="Device">The device.</param>
/// <param name="Driver">Index of the driver.</param>
/// <param name="Distance">Metres from the seat to the device.</param>
/// <param name="Part">Part of a <see cref="MeasuredField"/>.</param>
readonly record struct PlantPart(Device Device, int Driver, double Distance, int Part)
{
    /// <summary>The parts of a driver that receivers of a kind can tell apart.</summary>
    public static PlantPart[] Of(Device device, int driver, double distance, bool receiverIsExtended)
    {
        int count = device.Drivers[driver].Response is { Measured.Count: > 1 } && receiverIsExtended ? MeasuredField.Parts : 1;
        return [.. Enumerable.Range(0, count).Select(part => new PlantPart(device, driver, distance, part))];
    }

    /// <summary>The field, where it is the same for all receivers.</summary>
    public DriverField? FieldEverywhere(double frequency) => Device.Drivers[Driver].Response is null ? Device.Field(Driver, frequency, Distance) : null;

    /// <summary>The field as a receiver of a measured driver meets it.</summary>
    public DriverField FieldAt(Receiver receiver, double frequency) => new MeasuredField(Device.PlaceOf(Driver, Distance), receiver.Centre, receiver.HalfWidth).Part(Part, frequency);
}
