"""A PyTorch twin of the model's network, [1,36,0,1Ct3,3,16Mp3,3Lfys48Lfx96Lrx96Lfx192O1c1]: twenty times faster to train than Tesseract's own."""

import numpy as np
import torch
import torch.nn.functional as functional
from torch import nn

from charset import ADDED
from modelfile import read_component, set_outputs, weighted, write_layer

NULL = 268
# A new output starts as a copy of a like one, this much less likely.
LESS_LIKELY = 3.0


class Network(nn.Module):
    """Input: lines of 36 px height. Output: scores of characters and of "none" (`NULL`), one step each 3 px."""

    def __init__(self, outputs):
        super().__init__()
        self.convolution = nn.Conv2d(1, 16, 3)
        self.upward = nn.LSTM(16, 48, batch_first=True)
        self.first = nn.LSTM(48, 96, batch_first=True)
        self.backward = nn.LSTM(96, 96, batch_first=True)
        self.last = nn.LSTM(96, 192, batch_first=True)
        self.output = nn.Linear(192, outputs)
        for layer in self.recurrent():  # Tesseract has one bias where PyTorch has two
            layer.bias_hh_l0.requires_grad_(False).zero_()

    def recurrent(self):
        return [self.upward, self.first, self.backward, self.last]

    def forward(self, lines, widths):
        """`lines`: [batch, 36, width], -1 to 1; `widths`: px of each. Returns (scores [batch, steps, outputs], steps of each)."""
        batch, height, width = lines.shape
        # Tesseract fills what lies outside of the picture with noise
        framed = torch.rand(batch, 1, height + 2, width + 2) * 2 - 1 if self.training else torch.zeros(batch, 1, height + 2, width + 2)
        framed[:, 0, 1:-1, 1:-1] = lines
        seen = functional.max_pool2d(torch.tanh(self.convolution(framed)), 3)
        steps = seen.shape[3]
        columns = seen.permute(0, 3, 2, 1).reshape(batch * steps, height // 3, 16)
        along = self.upward(columns)[0][:, -1].reshape(batch, steps, 48)
        along = self.first(along)[0]
        lengths = widths // 3
        turned = turn(self.backward(turn(along, lengths))[0], lengths)
        return self.output(self.last(turned)[0]), lengths


def turn(sequences, lengths):
    """Each sequence back to front, its padding left where it is."""
    places = torch.arange(sequences.shape[1])[None]
    index = lengths[:, None] - 1 - places
    index = torch.where(index < 0, places, index)[:, :, None].expand(-1, -1, sequences.shape[2])
    return torch.gather(sequences, 1, index)


def load(component, characters, codes):
    """The published component as a `Network`, with outputs for `ADDED`."""
    layers = weighted(read_component(component)[0])
    of = dict(zip(characters, codes))
    network = Network(layers[5]["weights"][0].shape[0] + len(ADDED))
    with torch.no_grad():
        weights = layers[0]["weights"][0]
        network.convolution.weight.copy_(real(weights[:, :9].reshape(16, 1, 3, 3).transpose(0, 1, 3, 2)))
        network.convolution.bias.copy_(real(weights[:, 9]))
        for layer, source in zip(network.recurrent(), layers[1:5]):
            cell, enter, forget, leave = source["weights"]
            weights = np.concatenate([enter, forget, cell, leave])
            layer.weight_ih_l0.copy_(real(weights[:, : source["inputs"]]))
            layer.weight_hh_l0.copy_(real(weights[:, source["inputs"] : -1]))
            layer.bias_ih_l0.copy_(real(weights[:, -1]))
        weights = layers[5]["weights"][0]
        added = weights[[of[like] for like in ADDED.values()]].copy()
        added[:, -1] -= LESS_LIKELY
        weights = np.concatenate([weights, added])
        network.output.weight.copy_(real(weights[:, :-1]))
        network.output.bias.copy_(real(weights[:, -1]))
    return network


def real(values):
    return torch.tensor(np.ascontiguousarray(values), dtype=torch.float32)


def export(network, component):
    """`network` in the form of `component`, with integer weights."""
    tree, rest = read_component(component)
    layers = weighted(tree)
    convolution = whole(network.convolution.weight).transpose(0, 1, 3, 2).reshape(16, 9)
    layers[0]["weights"] = [np.column_stack([convolution, whole(network.convolution.bias)])]
    for layer, target in zip(network.recurrent(), layers[1:5]):
        weights = np.column_stack([whole(layer.weight_ih_l0), whole(layer.weight_hh_l0), whole(layer.bias_ih_l0)])
        enter, forget, cell, leave = np.split(weights, 4)
        target["weights"] = [cell, enter, forget, leave]
    layers[5]["weights"] = [np.column_stack([whole(network.output.weight), whole(network.output.bias)])]
    set_outputs(tree, network.output.out_features)
    return write_layer(tree) + rest


def whole(parameter):
    return parameter.detach().numpy().astype(np.float64)
