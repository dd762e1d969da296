"""The 3D U-Net in plain PyTorch, by its own modules, and the conversation with whoever measures it."""

import json
import platform
import sys
import time

import torch
from torch import nn
from torch.nn import functional

WIDTHS = (16, 32, 32, 64)


def conv(inputs, outputs, edge, stride=1):
    return nn.Conv3d(inputs, outputs, edge, stride=stride, padding=edge // 2, bias=False)


def activated(t):
    return functional.relu(functional.instance_norm(t, eps=1e-5))


class Residual(nn.Module):
    """t + conv_2(conv_1(t)), each convolution after normalisation and ReLU."""

    def __init__(self, channels):
        super().__init__()
        self.conv_1 = conv(channels, channels, 3)
        self.conv_2 = conv(channels, channels, 3)

    def forward(self, t):
        return t + self.conv_2(activated(self.conv_1(activated(t))))


class Down(nn.Module):
    """Half the size: main path and shortcut both start from one normalised input."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv_1 = conv(inputs, outputs, 3, stride=2)
        self.conv_2 = conv(outputs, outputs, 3)
        self.down = conv(inputs, outputs, 1, stride=2)
        self.residual = Residual(outputs)

    def forward(self, t):
        t = activated(t)
        return self.residual(self.conv_2(activated(self.conv_1(t))) + self.down(t))


class Up(nn.Module):
    """Twice the size, plus what the way down left there."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.upsample = conv(inputs, outputs, 1)
        self.residual = Residual(outputs)

    def forward(self, t, skip):
        t = self.upsample(activated(t))
        t = functional.interpolate(t, scale_factor=2, mode="trilinear", align_corners=True)
        return self.residual(t + skip)


class UNet(nn.Module):
    def __init__(self, widths=WIDTHS):
        super().__init__()
        self.init_conv = conv(1, widths[0], 3)
        self.downs = nn.ModuleList(Down(a, b) for a, b in zip(widths, widths[1:]))
        self.ups = nn.ModuleList(Up(b, a) for a, b in reversed(list(zip(widths, widths[1:]))))
        self.out = conv(widths[0], 2, 1)

    def forward(self, images):
        t = self.init_conv(images)
        skips = []
        for down in self.downs:
            skips.append(t)
            t = down(t)
        for up in self.ups:
            t = up(t, skips.pop())
        return self.out(t)


def network(seed):
    """He initialisation."""
    torch.manual_seed(seed)
    unet = UNet()
    for weight in unet.parameters():
        nn.init.kaiming_normal_(weight, nonlinearity="relu")
    return unet


def shape(text):
    return [int(side) for side in text.split(",")]


def serve(unet, turn):
    """One JSON line when ready, then one for each line of input, which holds a number of turns."""
    say(
        {
            "torch": torch.__version__,
            "python": platform.python_version(),
            "parameters": sum(weight.numel() for weight in unet.parameters()),
        }
    )
    for line in sys.stdin:
        say(timed(turn, int(line)))


def timed(turn, turns):
    seconds = []
    value = None
    for _ in range(turns):
        start = time.perf_counter()
        value = turn()
        seconds.append(time.perf_counter() - start)
    return {"seconds": seconds, "value": value}


def say(answer):
    print(json.dumps(answer), flush=True)
