using Proscenium.Engine.Dsp;
using static System.FormattableString;

namespace Proscenium.Engine.Plan;

/// <summary>
/// The bank of a plan: <c>bank.json</c>, which tells the places of the head, and <c>bank.wav</c>, which is as <see cref="FilterFile"/> has it and holds the filters of one place after the
/// other in time: all lefts of the first forward, then those of the next.
/// </summary>
static class BankFile
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    /// <summary>Names within the plan's folder.</summary>
    public const string Name = "bank.json", FilterName = "bank.wav";

    /// <summary>Farther from the seat no head is.</summary>
    public const double MostMetres = 20;

    const string Cure = "design the plan again";

    /// <summary>Reads a bank.</summary>
    /// <param name="text">The description.</param>
    /// <param name="path">Its path, named in errors.</param>
    /// <param name="source">Gives the path and content of a file by name and fingerprint.</param>
    /// <param name="seat">The filters of the plan, which those of a place are like in size.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <exception cref="FileFormatException">It is damaged, or of another plan.</exception>
    public static PlanBank Read(string text, string path, Func<string, string, (string Path, byte[] Content)> source, FirMatrix seat, int sampleRate) => StrictJson.Read(text, path, json =>
    {
        int version = json.Whole("version");
        if (version != Version) throw json.Fault(Invariant($"is of version {version}, this program reads version {Version}: {Cure}"));
        List<double> lefts = Metres(json, "leftMetres"), forwards = Metres(json, "forwardMetres");
        long places = (long)lefts.Count * forwards.Count;
        if (places > PlanBank.MostPlaces || places * seat.Inputs * seat.Outputs * seat.Taps > PlanBank.MostTaps) throw json.Fault(Invariant($"lists {places} places, more than a bank of these filters may have: {Cure}"));
        return json.Object("filters", filters =>
        {
            int taps = filters.Whole("taps");
            if (taps != seat.Taps) throw filters.Fault(Invariant($"'filters.taps' is {taps}, and the plan's filters have {seat.Taps}: {Cure}"));
            (string wave, byte[] content) = source(Path.GetFileName(filters.Text("file")), Fingerprint(filters, "filters.sha256"));
            FirMatrix all = FilterFile.Parse(content, wave, seat.Inputs, seat.Outputs, sampleRate);
            if (all.Taps != places * taps) throw filters.Fault(Invariant($"the file of filters holds {all.Taps} taps, not {taps} for each of {places} places: {Cure}"));
            return new PlanBank(lefts, forwards, Split(all, taps, (int)places));
        });
    }, Cure);

    /// <summary>A fingerprint that has to be there.</summary>
    /// <param name="json">The object that holds it as <c>sha256</c>.</param>
    /// <param name="where">Its name in errors.</param>
    public static string Fingerprint(StrictJson json, string where) =>
        json.Text("sha256") is var sha256 && Sha256.IsOne(sha256) ? sha256 : throw json.Fault($"'{where}' must be 64 hexadecimal digits in lower case: {Cure}");

    static List<double> Metres(StrictJson json, string key)
    {
        List<double> metres = json.Numbers(key, -MostMetres, MostMetres);
        if (metres.Count is 0 or > PlanBank.MostPlaces) throw json.Fault(Invariant($"'{key}' needs 1 to {PlanBank.MostPlaces} places: {Cure}"));
        for (int n = 1; n < metres.Count; n++)
            if (metres[n] <= metres[n - 1]) throw json.Fault($"'{key}' must ascend: {Cure}");
        return metres;
    }

    static FirMatrix[] Split(FirMatrix all, int taps, int places)
    {
        var filters = new FirMatrix[places];
        for (int place = 0; place < places; place++)
        {
            filters[place] = new(all.Inputs, all.Outputs, taps);
            for (int input = 0; input < all.Inputs; input++)
                for (int output = 0; output < all.Outputs; output++) all[input, output].Slice(place * taps, taps).CopyTo(filters[place][input, output]);
        }
        return filters;
    }
}
