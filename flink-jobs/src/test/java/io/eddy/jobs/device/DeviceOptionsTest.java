package io.eddy.jobs.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.model.tensor.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceOptionsTest {
  @Test
  void severalDevicesAreNamedWithCommas() {
    assertThat(DeviceOptions.all(Settings.empty())).containsExactly(DeviceChoice.AUTO);
    Settings two = Settings.empty().with(DeviceOptions.DEVICE, "gpu:1, gpu:0");
    assertThat(DeviceOptions.all(two))
        .containsExactly(new DeviceChoice("gpu:1"), new DeviceChoice("gpu:0"));
    assertThat(DeviceOptions.of(two)).isEqualTo(new DeviceChoice("gpu:1"));
    assertThat(DeviceChoice.CPU.each()).containsExactly(DeviceChoice.CPU);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cuda", "cpu,", "auto,gpu:1", "gpu:0;gpu:1", "gpu:-1"})
  void whatIsNoListOfDevicesIsRefused(String text) {
    assertThatThrownBy(() -> DeviceOptions.all(Settings.empty().with(DeviceOptions.DEVICE, text)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("eddy.device");
  }
}
