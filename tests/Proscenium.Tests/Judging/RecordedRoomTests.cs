using Proscenium.Files.Measurements;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Rooms;

namespace Proscenium.Tests.Judging;

/// <summary>The measures on responses that were recorded in real rooms.</summary>
[Trait(Traits.Needs, Traits.Data)]
public sealed class RecordedRoomTests
{
    [Fact]
    public void A_real_living_rooms_T20_is_that_of_its_description()
    {
        (float[][] channels, int rate) = Sounds.Read(RecordedData.Path("rooms/impulcifer_room_FL-FR_x_Lmic-Rmic_48k.wav"));
        double mean = channels.Average(channel =>
        {
            double[] response = Array.ConvertAll(channel, sample => (double)sample);
            return new EnergyDecay(response, rate, Onset(response) / (double)rate).T20;
        });
        Assert.InRange(mean, 0.28, 0.34); // about 310 ms, all frequencies
    }

    [Fact]
    public void A_real_centre_loudspeaker_is_heard_in_front_in_a_real_room_by_KEMARs_template()
    {
        (float[][] channels, int rate) = Sounds.Read(RecordedData.Path("rooms/impulcifer_FC_inear_binaural_48k.wav"));
        EarResponses ears = new(Array.ConvertAll(channels[0], sample => (double)sample), Array.ConvertAll(channels[1], sample => (double)sample), rate);
        Localisation heard = Localisation.Of(ears, LocalisationTemplate.Of(SofaFile.Open(RecordedData.Kemar()), rate));
        Assert.InRange(heard.AzimuthDegrees, -8, 8); // another head than the template's, seated by hand
    }

    static int Onset(double[] response)
    {
        double peak = response.Max(Math.Abs);
        return Array.FindIndex(response, sample => Math.Abs(sample) > peak / 4);
    }
}
