namespace Proscenium.Rooms;

/// <summary>What the air is like, and so what it takes from a sound on its way.</summary>
/// <param name="TemperatureCelsius">-20 to 50.</param>
/// <param name="RelativeHumidityPercent">10 to 100.</param>
readonly record struct AirConditions(double TemperatureCelsius, double RelativeHumidityPercent)
{
    const double ReferenceKelvin = 293.15, TriplePointKelvin = 273.16, AbsoluteZeroCelsius = -273.15, NepersPerDecibel = 0.11512925464970229;

    /// <summary>20 degrees Celsius, 50 % of relative humidity.</summary>
    public static AirConditions Usual { get; } = new(20, 50);

    /// <summary>Attenuation of pressure in nepers per metre at a frequency in Hz and sea level: ISO 9613-1:1993, eq. 3 to 5 and B.2, B.3.</summary>
    public double PressureAttenuation(double frequency)
    {
        double kelvin = TemperatureCelsius - AbsoluteZeroCelsius, warm = kelvin / ReferenceKelvin;
        double vapour = RelativeHumidityPercent * Math.Pow(10, -6.8346 * Math.Pow(TriplePointKelvin / kelvin, 1.261) + 4.6151); // molar concentration, per cent
        double oxygen = 24 + 4.04e4 * vapour * (0.02 + vapour) / (0.391 + vapour);
        double nitrogen = Math.Pow(warm, -0.5) * (9 + 280 * vapour * Math.Exp(-4.170 * (Math.Pow(warm, -1.0 / 3) - 1)));
        double decibels = 8.686 * frequency * frequency * (1.84e-11 * Math.Sqrt(warm) + Math.Pow(warm, -2.5)
            * (0.01275 * Math.Exp(-2239.1 / kelvin) / (oxygen + frequency * frequency / oxygen) + 0.1068 * Math.Exp(-3352 / kelvin) / (nitrogen + frequency * frequency / nitrogen)));
        return decibels * NepersPerDecibel;
    }
}
